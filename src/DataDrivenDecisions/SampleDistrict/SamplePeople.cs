namespace DataDrivenDecisions.SampleDistrict;

/// <summary>One of the six invented people who sign in to the demo and whom the tests ask about.</summary>
public sealed record SamplePerson
{
    /// <summary>What the person types to sign in.</summary>
    public required string UserName { get; init; }
    public required string DisplayName { get; init; }

    /// <summary>Leader, Coordinator, Principal, Counselor, Teacher or Family.</summary>
    public required string Role { get; init; }

    /// <summary>The person's sourcedId in the roster: of the staff member, or of the guardian.</summary>
    public required string RosterId { get; init; }

    /// <summary>The school that the person is granted as a whole, by its number in the SIS; null for the others.</summary>
    public string? SchoolNumber { get; init; }

    /// <summary>The same school by its sourcedId in the roster.</summary>
    public string? SchoolSourcedId { get; init; }

    /// <summary>True for those who are granted the whole district.</summary>
    public bool SeesDistrict => Role is "Leader" or "Coordinator";
}

/// <summary>The six people of the demo: each sees a different part of the district.</summary>
public static class SamplePeople
{
    internal const string LeaderId = "mva-0001", CoordinatorId = "mva-0002", PrincipalId = "mva-0210", CounselorId = "mva-0311", TeacherId = "mvt-0310-eng-01";

    public static SamplePerson Leader { get; } = new() { UserName = "leader", DisplayName = "Marian Okafor", Role = "Leader", RosterId = LeaderId };

    public static SamplePerson Coordinator { get; } = new() { UserName = "coordinator", DisplayName = "Devon Castillo", Role = "Coordinator", RosterId = CoordinatorId };

    /// <summary>Principal of Lakeview Middle School, whose grade 7 slips this year.</summary>
    public static SamplePerson Principal { get; } = new()
    {
        UserName = "principal", DisplayName = "Renee Lindqvist", Role = "Principal", RosterId = PrincipalId,
        SchoolNumber = Schools.Lakeview.Number, SchoolSourcedId = Schools.Lakeview.SourcedId,
    };

    /// <summary>Counselor of the whole high school.</summary>
    public static SamplePerson Counselor { get; } = new()
    {
        UserName = "counselor", DisplayName = "Anita Duran", Role = "Counselor", RosterId = CounselorId,
        SchoolNumber = Schools.High.Number, SchoolSourcedId = Schools.High.SourcedId,
    };

    /// <summary>Teaches English at the high school in five classes.</summary>
    public static SamplePerson Teacher { get; } = new() { UserName = "teacher", DisplayName = "Joseph Marchetti", Role = "Teacher", RosterId = TeacherId };

    /// <summary>Guardian of two students, one in elementary school and one in high school.</summary>
    public static SamplePerson Family { get; } = new() { UserName = "family", DisplayName = "Rosalind Ferreira", Role = "Family", RosterId = Population.GuardianId(Population.SampleFamily) };

    public static IReadOnlyList<SamplePerson> All { get; } = [Leader, Coordinator, Principal, Counselor, Teacher, Family];
}
