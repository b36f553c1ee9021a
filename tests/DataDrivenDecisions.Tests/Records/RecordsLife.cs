using System.Reflection;
using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Tests.Records;

/// <summary>Everything that the records can be asked and told: each method of each book is called, so that a method that comes later is among them by itself.</summary>
static class RecordsLife
{
    const string Password = "correct horse battery";
    static readonly DateOnly Day = new(2026, 3, 13);

    // What takes away comes last, so that the others find something.
    static readonly string[] TakingAway = ["End", "Remove", "Retire", "TakeBack", "Undone"];

    /// <summary>Calls everything twice, and a third time all that takes nothing away, so that every table holds something in the end.</summary>
    public static void Live(RecordStore records)
    {
        records.Districts.Add(District, Nights);
        records.People.Add(Teacher);
        for (var round = 0; round < 3; round++)
            foreach (var (book, method) in Methods(records).OrderBy(m => IsTakingAway(m.Method)).ThenBy(m => m.Method.Name, StringComparer.Ordinal))
                if (round < 2 || !IsTakingAway(method))
                    method.Invoke(book, [.. method.GetParameters().Select(p => Sample(p, records))]);
        // What depends on how the records stand.
        records.Settings.Set("elm", "unusual", 7, "operator:test");
        records.People.UseSetUpLink(records.People.CreateSetUpLink("teacher"), Password);
        records.People.CheckPassword("teacher", Password);
        records.People.CheckPassword("teacher", "another horse battery");
        records.Sources.Add(Source, "sealed", "operator:test");
        records.Sources.SetOption("elm", Source.Name, "page-size", "100");
        records.Overrides.Ask("elm", "rest-of-year", "a reason", "leader");
        records.Overrides.Agree(records.Overrides.Of("elm", "rest-of-year")!.Id, "other", Day);
        records.Imports.Undone(1, [Delivery with { Id = 1 }]);
        records.Imports.Page("elm", new ImportsAsked { State = "undone", Source = "sis" }, 0, 5);
    }

    /// <summary>Each public method of each book.</summary>
    public static IEnumerable<(object Book, MethodInfo Method)> Methods(RecordStore records) =>
        from property in typeof(RecordStore).GetProperties()
        where property.PropertyType.Namespace == typeof(RecordStore).Namespace
        let book = property.GetValue(records)!
        from method in property.PropertyType.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where !method.IsSpecialName
        select (book, method);

    static bool IsTakingAway(MethodInfo method) => TakingAway.Contains(method.Name);

    static object? Sample(ParameterInfo parameter, RecordStore records) => (Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType) switch
    {
        var t when t == typeof(string) => Text(parameter.Name!),
        var t when t == typeof(long) => 1L,
        var t when t == typeof(int) => 5,
        var t when t == typeof(double) => 1.5,
        var t when t == typeof(bool) => true,
        var t when t == typeof(DateOnly) => Day,
        var t when t == typeof(TimeOnly) => new TimeOnly(6, 30),
        var t when t == typeof(DateTimeOffset) => new DateTimeOffset(2026, 3, 13, 6, 30, 0, TimeSpan.Zero),
        var t when t == typeof(TimeProvider) => null,
        var t when t == typeof(RunState) => RunState.Done,
        var t when t == typeof(Person) => records.People.Find("teacher") ?? Teacher,
        var t when t == typeof(DistrictRecord) => District,
        var t when t == typeof(PlannedSchedule) => Nights,
        var t when t == typeof(ImportedDelivery) => Delivery,
        var t when t == typeof(ImportsAsked) => ImportsAsked.All,
        var t when t == typeof(SourceRecord) => Source,
        var t when t == typeof(FetchedFile) => new FetchedFile("marks.csv", 12, new DateTimeOffset(2026, 3, 13, 6, 30, 0, TimeSpan.Zero), "abc"),
        var t when t == typeof(StudentMatch) => new StudentMatch { IdKind = "idKind", SourceId = "sourceId", StudentId = null, By = "by" },
        var t when t == typeof(KeptCapacityList) => new KeptCapacityList { AskedBy = "by", Week = Day, Scope = "all", Places = 2, Night = Day, Seed = "seed", ByOrder = ["a"], Candidates = ["b", "c"], Drawn = ["b"] },
        var t when t == typeof(IReadOnlyList<ImportedDelivery>) => Array.Empty<ImportedDelivery>(),
        var t when t == typeof(IReadOnlyCollection<string>) => new[] { "rule" },
        var t when t == typeof(IReadOnlyCollection<QualityCount>) => new[] { new QualityCount { AsOf = Day, Rule = "rule", SchoolId = "s", SchoolName = "S", Open = 1, Accepted = 0 } },
        var other => throw new NotSupportedException($"Say here what a {other.Name} looks like, so that {parameter.Member.DeclaringType!.Name}.{parameter.Member.Name} is held to SQL Server too."),
    };

    static string Text(string name) => name switch
    {
        "district" or "slug" => "elm",
        "grant" => "school:0110",
        "password" => Password,
        "userName" => "teacher",
        "state" => "loaded",
        "profile" or "card" => "{}",
        _ => name,
    };

    static DistrictRecord District => new() { Slug = "elm", Name = "Elm County", TimeZone = "America/Chicago", ClockDay = Day };

    static PlannedSchedule Nights => new() { District = "elm", Schedule = "nightly", Cron = "0 30 2 * * ?", TimeZone = "America/Chicago" };

    static Person Teacher => new() { Id = 0, UserName = "teacher", DisplayName = "A teacher", Role = Role.Teacher, District = "elm", StaffId = "t-1" };

    // The book names it as its methods' samples do.
    static SourceRecord Source => new() { District = "elm", Name = "name", Kind = SourceRecord.Sftp, Address = "sftp.example.org" };

    static ImportedDelivery Delivery => new()
    {
        Name = "sis.zip", Source = "sis", By = "operator:test", State = "held", Load = 7,
        Files =
        [
            new ImportedFile
            {
                File = "sis.zip!marks.csv", Format = "Marks", State = "held", RowsIn = 4, Rejected = 4, Seconds = 0.25, Warnings = ["one"],
                Rejects = [.. Enumerable.Range(2, 4).Select(line => new RejectedRow { Line = line, Column = "percent", Rule = "number", Reason = "is not a number", Fix = "send digits", OriginalLine = null })],
            },
        ],
    };
}
