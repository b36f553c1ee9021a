namespace DataDrivenDecisions.SampleDistrict;

/// <summary>Teachers, principals and the district office; the sample people of the demo are among them.</summary>
internal static class Staff
{
    static readonly (string Id, string Title, string Given, string Family, School? School)[] Office =
    [
        (SamplePeople.LeaderId, "Superintendent", "Marian", "Okafor", null),
        (SamplePeople.CoordinatorId, "Data Coordinator", "Devon", "Castillo", null),
        ("mva-0110", "Principal", "Sandra", "Hughes", Schools.Cedar),
        ("mva-0120", "Principal", "Philip", "Torres", Schools.River),
        ("mva-0130", "Principal", "Joyce", "Nguyen", Schools.Sunrise),
        (SamplePeople.PrincipalId, "Principal", "Renee", "Lindqvist", Schools.Lakeview),
        ("mva-0220", "Principal", "Curtis", "Walker", Schools.Ridgeline),
        ("mva-0310", "Principal", "Teresa", "Bennett", Schools.High),
        (SamplePeople.CounselorId, "Counselor", "Anita", "Duran", Schools.High),
    ];

    /// <summary>Everybody on staff, office first, then teachers in the order of their ids.</summary>
    public static IReadOnlyList<StaffMember> All(SampleOptions options, Timetable timetable)
    {
        var staff = Office.Select(o => new StaffMember(o.Id, "administrator", o.Title, o.Given, o.Family, o.School)).ToList();
        foreach (var teacher in timetable.Sections.GroupBy(s => s.Teacher).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var rng = Rng.For(options.Seed, Stream.Teacher, StableHash(teacher.Key));
            var isSample = teacher.Key == SamplePeople.TeacherId;
            staff.Add(new StaffMember(teacher.Key, "teacher", "Teacher",
                isSample ? "Joseph" : Names.Given(rng, rng.Chance(0.7)), isSample ? "Marchetti" : Names.EverydayFamily(rng), teacher.First().School));
        }
        return staff;
    }

    /// <summary>How many points a teacher marks above or below the others.</summary>
    public static double Leniency(SampleOptions options, string teacher)
    {
        var rng = Rng.For(options.Seed, Stream.Teacher, StableHash(teacher), 1);
        return options.Signal ? Strengths.MarkByTeacher * rng.Normal() : 0;
    }

    // string.GetHashCode changes from run to run.
    static int StableHash(string text)
    {
        unchecked
        {
            var hash = 17;
            foreach (var c in text)
                hash = hash * 31 + c;
            return hash;
        }
    }
}
