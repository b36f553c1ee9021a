namespace DataDrivenDecisions.Units;

/// <summary>
/// Who needs a named right to see that a student is in a program: meals are confidential by law (42 USC 1758(b)(6)); disability, language, housing, foster care, custody and health
/// likewise by the district's rule. A program whose name says none of this is open.
/// </summary>
public static class ProgramSensitivity
{
    /// <summary>What an open program has in place of a kind.</summary>
    public const string Open = "none";

    /// <summary>What programs for English learners and for students with disabilities are called here, whatever their source calls them.</summary>
    public const string Learner = "English Learner", WithDisability = "IEP";

    const string Meals = "meals", Disability = "disability", Language = "language", Housing = "housing", Foster = "foster", Health = "health", Custody = "custody";

    /// <summary>The kinds that a right can be named for.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [Meals, Disability, Language, Housing, Foster, Health, Custody];

    /// <summary>What sources call the groups that federal law names, so that two words do not make two groups.</summary>
    static readonly Dictionary<string, string> Usual = new(StringComparer.OrdinalIgnoreCase)
    {
        ["English Learners"] = Learner, ["English Language Learner"] = Learner, ["English Language Learners"] = Learner, ["ELL"] = Learner, ["EL"] = Learner, ["LEP"] = Learner, ["Limited English Proficient"] = Learner,
        ["Limited English Proficiency"] = Learner, [Learner] = Learner, ["Special Education"] = WithDisability, ["SPED"] = WithDisability, ["IDEA"] = WithDisability, [WithDisability] = WithDisability,
    };

    // Whole words, since "ell" stands in "excellence"; stems, since words have endings. The first kind that a name speaks of is its kind.
    static readonly (string Kind, string[] Words, string[] Stems)[] Speaking =
    [
        (Meals, ["frl", "frpm", "frap", "nslp", "sbp", "snap", "tanf", "wic", "cep"],
            ["meal", "lunch", "breakfast", "food service", "school food", "free food", "reduced price", "free reduced", "free and reduced", "free or reduced", "income", "economic", "poverty", "direct certification", "directly certified", "medicaid"]),
        (Disability, ["iep", "idea", "sped", "504", "sld", "esy", "ecse"],
            ["special ed", "specially designed", "disab", "individualized", "individual education", "resource specialist", "impair", "autis", "speech language", "speech therapy", "speech services", "related services", "occupational therapy", "physical therapy"]),
        (Language, ["ell", "lep", "elp", "esl", "esol", "eld", "rfep"], ["english learner", "english language", "limited english", "language", "bilingual", "multilingual learner", "dual immersion", "title iii", "sheltered english"]),
        (Foster, [], ["foster", "ward of the", "out of home care"]),
        (Custody, [], ["neglected", "delinquen", "juvenile", "detention", "correction", "probation", "court involved", "court ordered", "court placed", "custody", "incarcerat"]),
        (Housing, ["mkv"], ["homeless", "mckinney", "housing", "in transition", "unaccompanied", "runaway", "doubled up", "shelter"]),
        (Health, [], ["health", "medical", "nurs", "counsel", "psych", "therap", "substance", "addict", "pregnan", "parenting", "teen parent", "suicid", "crisis", "asthma", "diabet"]),
    ];

    /// <summary>What a program is called here, whatever its source calls it.</summary>
    public static string UsualName(string program)
    {
        ArgumentNullException.ThrowIfNull(program);
        return Usual.GetValueOrDefault(program.Trim(), program);
    }

    /// <summary>The kind of right that a program's name asks for, or <see cref="Open"/>.</summary>
    public static string Of(string? program)
    {
        var words = (program ?? "").ToLowerInvariant().Split([.. (program ?? "").ToLowerInvariant().Where(c => !char.IsLetterOrDigit(c)).Distinct()], StringSplitOptions.RemoveEmptyEntries);
        var name = string.Join(' ', words);
        return UsualName(program ?? "") switch
        {
            Learner => Language,
            WithDisability => Disability,
            _ => Speaking.FirstOrDefault(s => s.Words.Any(w => words.Contains(w, StringComparer.Ordinal)) || s.Stems.Any(stem => name.Contains(stem, StringComparison.Ordinal))).Kind ?? Open,
        };
    }
}
