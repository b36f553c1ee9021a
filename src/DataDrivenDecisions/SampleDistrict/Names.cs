namespace DataDrivenDecisions.SampleDistrict;

/// <summary>
/// Invented names: students' family names are tokens of nine letters that are no word and occur nowhere else, so that a search of the
/// product's pages for them finds a student or nothing. Staff and guardians have everyday names.
/// </summary>
internal static class Names
{
    static readonly string[] Starts =
    [
        "Bav", "Cel", "Dov", "Fen", "Gar", "Hol", "Jev", "Kal", "Lor", "Mav", "Nol", "Pav", "Quz", "Rad", "Sel", "Tav", "Vel", "Wex", "Yar", "Zol",
        "Bem", "Cog", "Dez", "Fal", "Gim", "Haz", "Jor", "Kem", "Lum", "Miv", "Nez", "Pol", "Rov", "Sav", "Tez", "Vim", "Wol", "Yem", "Zar", "Bix",
    ];

    static readonly string[] Middles =
        ["bam", "cav", "deg", "fiz", "gol", "hev", "jad", "kol", "lav", "mez", "nud", "pov", "raz", "siv", "tuv", "vog", "wab", "yol", "zem", "dax"];

    static readonly string[] Ends =
        ["bok", "dov", "fyk", "gaz", "hux", "jev", "kiv", "lud", "moz", "nyk", "pov", "ruk", "suv", "tez", "vab", "wix", "yuk", "zod"];

    static readonly string[] Girls =
    [
        "Amara", "Beatriz", "Camila", "Daniela", "Elena", "Fatima", "Grace", "Hana", "Ines", "Jasmine", "Keisha", "Leila", "Mei", "Naomi", "Olivia", "Priya", "Quinn",
        "Rosa", "Sofia", "Talia", "Uma", "Valeria", "Willow", "Ximena", "Yara", "Zoe", "Aaliyah", "Chloe", "Emma", "Harper", "Isabel", "Linh", "Maya", "Nadia", "Paloma", "Ruth",
    ];

    static readonly string[] Boys =
    [
        "Adrian", "Benjamin", "Carlos", "Darius", "Elijah", "Felix", "Gabriel", "Hassan", "Isaac", "Jamal", "Kenji", "Liam", "Mateo", "Noah", "Omar", "Pedro", "Rafael",
        "Samuel", "Tomas", "Uriel", "Victor", "Wyatt", "Xavier", "Yusuf", "Zachary", "Andre", "Caleb", "Diego", "Ethan", "Henry", "Ivan", "Lucas", "Minh", "Owen", "Theo", "Vikram",
    ];

    static readonly string[] Everyday =
    [
        "Alvarez", "Baker", "Chen", "Diaz", "Edwards", "Foster", "Garcia", "Hughes", "Ibrahim", "Jackson", "Kim", "Lopez", "Morgan", "Nguyen", "Okafor", "Patel", "Quiroga",
        "Rivera", "Sanders", "Torres", "Ueda", "Vasquez", "Walker", "Xu", "Young", "Zamora", "Bennett", "Coleman", "Duran", "Ellis", "Flores", "Greene", "Hayes", "Jenkins",
    ];

    /// <summary>How many different family names there are: more than students in any sample district.</summary>
    public static int FamilyNames => Starts.Length * Middles.Length * Ends.Length;

    /// <summary>The family name of student number n, different for every n below <see cref="FamilyNames"/>.</summary>
    public static string Family(int n)
    {
        // 7919 is a prime that does not divide the number of names: neighbours in the roster get unlike names and none comes twice.
        var place = (int)((long)n * 7919 % FamilyNames);
        return Starts[place % Starts.Length] + Middles[place / Starts.Length % Middles.Length] + Ends[place / (Starts.Length * Middles.Length)];
    }

    public static string Given(Rng rng, bool female) => rng.Pick(female ? Girls : Boys);

    public static string EverydayFamily(Rng rng) => rng.Pick(Everyday);
}
