using System.Collections;
using System.Reflection;
using System.Text.RegularExpressions;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Predicting;
using DataDrivenDecisions.Units;
using NUnit.Framework;

namespace DataDrivenDecisions.Tests.Predicting;

/// <summary>Race, sex, disability, language and lunch status can not reach a model, whatever its inputs compute.</summary>
public sealed class NeverInputsTests
{
    static readonly string[] Forbidden = ["race", "ethnic", "hispanic", "sex", "gender", "disability", "iep", "language", "lunch", "meal", "program", "birth", "name"];

    [Test]
    public void What_a_model_may_know_of_a_student_has_no_place_for_them()
    {
        var named = Reachable(typeof(StudentCase), []).SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => $"{t.Name}.{p.Name}")).ToArray();
        Assert.That(named, Has.Some.EqualTo("StudentAttendance.DaysAbsent"), "the search reaches what a case is made of");
        // A row's file tells where it came from and is asked for only where a number is opened: the next test holds that no model asks for it.
        Assert.That(named.Where(n => Words(n).Intersect(Forbidden).Any() && !n.EndsWith(".FileName", StringComparison.Ordinal)), Is.EqualTo((string[])["StudentMark.CourseName"]));
    }

    [Test]
    public void No_question_that_gathers_what_a_model_knows_reads_them()
    {
        var asked = new Listener();
        foreach (var model in Model.All)
            model.Gather(asked, asked, new SchoolYear(2026), new DateOnly(2026, 3, 12));
        Assert.That(asked.Texts, Has.Count.GreaterThanOrEqualTo(8));
        foreach (var text in asked.Texts)
            foreach (var word in (string[])["race", ".sex", "language", "seen.program", "birth", "\"file\""])
                Assert.That(text, Does.Not.Contain(word));
    }

    /// <summary>"StudentMark.CourseName" is course, name.</summary>
    static IEnumerable<string> Words(string member) => Regex.Split(member.Split('.')[1], "(?=[A-Z])", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(w => w.ToLowerInvariant());

    static HashSet<Type> Reachable(Type type, HashSet<Type> found)
    {
        if (type.Namespace?.StartsWith("DataDrivenDecisions", StringComparison.Ordinal) == true && found.Add(type))
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
                foreach (var part in property.PropertyType.GetGenericArguments().Append(property.PropertyType))
                    Reachable(part, found);
        return found;
    }

    /// <summary>Writes down what it is asked; it knows of one student, so that all questions come.</summary>
    sealed class Listener : IAsk
    {
        public List<string> Texts { get; } = [];

        public IReadOnlyList<T> Ask<T>(Query<T> query, CancellationToken stop = default)
        {
            Texts.Add(query.DuckDb);
            return typeof(T) == typeof(StudentPlacement) ? (IReadOnlyList<T>)(IEnumerable)new List<StudentPlacement> { new() { StudentKey = 1 } } : [];
        }
    }
}
