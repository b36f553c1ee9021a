using System.Text.Json;

namespace DataDrivenDecisions.Importing.Pulling;

/// <summary>One list of a OneRoster service, and how its records are written as a row of the CSV file of the same name.</summary>
internal sealed record OneRosterList
{
    /// <summary>The list in the address and in the answer, and the file's name: "users".</summary>
    public required string Name { get; init; }

    /// <summary>True for a list of the gradebook, which OneRoster 1.2 serves at a place of its own.</summary>
    public bool IsGradebook { get; init; }

    /// <summary>True for a list without which there is no roster.</summary>
    public bool IsEssential { get; init; }

    /// <summary>Each column with what a record says for it.</summary>
    public required IReadOnlyList<(string Column, Func<JsonElement, string> Value)> Columns { get; init; }

    /// <summary>Every list that is read, what others refer to first.</summary>
    public static IReadOnlyList<OneRosterList> All { get; } =
    [
        new()
        {
            Name = "academicSessions",
            Columns = [.. Base, .. Own("title", "type", "startDate", "endDate"), ("parentSourcedId", r => Ref(r, "parent")), .. Own("schoolYear")],
        },
        new() { Name = "orgs", IsEssential = true, Columns = [.. Base, .. Own("name", "type", "identifier"), ("parentSourcedId", r => Ref(r, "parent"))] },
        new()
        {
            Name = "courses",
            Columns = [.. Base, ("schoolYearSourcedId", r => Ref(r, "schoolYear")), .. Own("title", "courseCode"), ("grades", r => Texts(r, "grades")), ("orgSourcedId", r => Ref(r, "org")),
                ("subjects", r => Texts(r, "subjects")), ("subjectCodes", r => Texts(r, "subjectCodes"))],
        },
        new()
        {
            Name = "classes", IsEssential = true,
            Columns = [.. Base, .. Own("title"), ("grades", r => Texts(r, "grades")), ("courseSourcedId", r => Ref(r, "course")), .. Own("classCode", "classType", "location"),
                ("schoolSourcedId", r => Ref(r, "school")), ("termSourcedIds", r => Refs(r, "terms")), ("subjects", r => Texts(r, "subjects")), ("subjectCodes", r => Texts(r, "subjectCodes")), ("periods", r => Texts(r, "periods"))],
        },
        new()
        {
            Name = "users", IsEssential = true,
            Columns = [.. Base, .. Own("enabledUser"), ("orgSourcedIds", r => Refs(r, "orgs")), ("role", Role), .. Own("username"), ("userIds", UserIds), .. Own("givenName", "familyName", "middleName", "identifier", "email", "sms", "phone"),
                ("agentSourcedIds", r => Refs(r, "agents")), ("grades", r => Texts(r, "grades")), .. Own("userMasterIdentifier", "preferredGivenName", "preferredMiddleName", "preferredFamilyName"),
                ("primaryOrgSourcedId", r => Ref(r, "primaryOrg"))],
        },
        new()
        {
            Name = "enrollments", IsEssential = true,
            Columns = [.. Base, ("classSourcedId", r => Ref(r, "class")), ("schoolSourcedId", r => Ref(r, "school")), ("userSourcedId", r => Ref(r, "user")), .. Own("role", "primary", "beginDate", "endDate")],
        },
        new()
        {
            Name = "demographics",
            Columns = [.. Base, ("birthDate", r => Own(r, "birthDate") is { Length: > 0 } day ? day : Own(r, "birthdate")), .. Own("sex", "americanIndianOrAlaskaNative", "asian", "blackOrAfricanAmerican", "nativeHawaiianOrOtherPacificIslander", "white",
                "demographicRaceTwoOrMoreRaces", "hispanicOrLatinoEthnicity", "countryOfBirthCode", "stateOfBirthAbbreviation", "cityOfBirth", "publicSchoolResidenceStatus")],
        },
        new() { Name = "categories", IsGradebook = true, Columns = [.. Base, .. Own("title", "weight")] },
        new()
        {
            Name = "lineItems", IsGradebook = true,
            Columns = [.. Base, .. Own("title", "description", "assignDate", "dueDate"), ("classSourcedId", r => Ref(r, "class")), ("categorySourcedId", r => Ref(r, "category")), ("gradingPeriodSourcedId", r => Ref(r, "gradingPeriod")),
                ("academicSessionSourcedId", r => Ref(r, "academicSession")), ("schoolSourcedId", r => Ref(r, "school")), .. Own("resultValueMin", "resultValueMax")],
        },
        new()
        {
            Name = "results", IsGradebook = true,
            Columns = [.. Base, ("lineItemSourcedId", r => Ref(r, "lineItem")), ("studentSourcedId", r => Ref(r, "student")), ("classSourcedId", r => Ref(r, "class")), .. Own("scoreStatus", "score", "textScore", "scoreDate", "comment", "inProgress", "incomplete", "late", "missing")],
        },
        new()
        {
            Name = "scoreScales", IsGradebook = true,
            Columns = [.. Base, .. Own("title", "type"), ("courseSourcedId", r => Ref(r, "course")), ("classSourcedId", r => Ref(r, "class")), ("scoreScaleValue", Scale)],
        },
    ];

    static IReadOnlyList<(string Column, Func<JsonElement, string> Value)> Base => Own("sourcedId", "status", "dateLastModified");

    /// <summary>The roles that OneRoster 1.2 writes inside of a user, as rows of roles.csv.</summary>
    public static IEnumerable<string[]> Roles(JsonElement user) => Items(user, "roles").Select(role => new[]
    {
        $"{Own(user, "sourcedId")}/{Ref(role, "org")}/{Own(role, "role")}", Own(user, "status"), Own(user, "dateLastModified"), Own(user, "sourcedId"), Own(role, "roleType"), Own(role, "role"),
        Own(role, "beginDate"), Own(role, "endDate"), Ref(role, "org"),
    });

    /// <summary>The columns of roles.csv.</summary>
    public static IReadOnlyList<string> RoleColumns { get; } = ["sourcedId", "status", "dateLastModified", "userSourcedId", "roleType", "role", "beginDate", "endDate", "orgSourcedId"];

    static IReadOnlyList<(string Column, Func<JsonElement, string> Value)> Own(params string[] names) =>
        [.. names.Select(name => (name, (Func<JsonElement, string>)(r => Own(r, name))))];

    static string Own(JsonElement record, string name) => SisRecord.Text(record, name) ?? "";

    static string Ref(JsonElement record, string name) => record.TryGetProperty(name, out var to) ? to.ValueKind == JsonValueKind.Object ? Own(to, "sourcedId") : SisRecord.Text(to) ?? "" : "";

    static string Refs(JsonElement record, string name) => string.Join(',', Items(record, name).Select(to => Own(to, "sourcedId")).Where(id => id.Length > 0));

    static string Texts(JsonElement record, string name) => record.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Array
        ? SisRecord.Text(value) ?? ""
        : string.Join(',', Items(record, name).Select(SisRecord.Text).Where(t => t is { Length: > 0 }));

    static IEnumerable<JsonElement> Items(JsonElement record, string name) =>
        record.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    // OneRoster 1.2 puts the roles into a list of their own, which goes to roles.csv.
    static string Role(JsonElement user) => user.TryGetProperty("roles", out var roles) && roles.ValueKind == JsonValueKind.Array && roles.GetArrayLength() > 0 ? "" : Own(user, "role");

    static string UserIds(JsonElement user) => string.Join(',', Items(user, "userIds").Select(id => $"{{{Own(id, "type")}:{Own(id, "identifier")}}}"));

    static string Scale(JsonElement scale) => string.Join(',', Items(scale, "scoreScaleValue").Select(v => $"{{{Own(v, "itemValueLHS")}:{Own(v, "itemValueRHS")}}}"));
}
