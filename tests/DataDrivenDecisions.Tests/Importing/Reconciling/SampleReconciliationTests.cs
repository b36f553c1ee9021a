using System.Globalization;
using System.IO.Compression;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Reconciling;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.SampleDistrict;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Tests.Importing.Reconciling;

/// <summary>Differences of every kind planted into the sample district by files, then looked for in a list of ids and in bare counts.</summary>
public sealed class SampleReconciliationTests
{
    const string Slug = "maple-valley";
    const int OfEach = 2;
    static readonly DateOnly Day = MapleValley.Day;

    readonly string _folder = Directory.CreateTempSubdirectory("ddd-counts-").FullName;
    readonly Dictionary<string, Cause> _planted = new(StringComparer.Ordinal);
    readonly List<string> _rows = ["student_number,school_number,school_year,grade_level,entry_date,entry_code,exit_date,exit_code,exit_reason"];
    readonly List<(RosterSpell Spell, int School, string Grade)> _list = [];
    RecordStore _records = null!;
    Districts _districts = null!;
    Dictionary<int, SeenSchool> _schools = [];
    Queue<RosterSpell> _enrolled = [];
    Queue<SeenStudent> _idle = [];

    [OneTimeSetUp]
    public void Plant()
    {
        var data = DataFolder.At(Path.Combine(_folder, "data"));
        _records = RecordStore.Open(data, TimeProvider.System);
        _records.Districts.Add(new DistrictRecord { Slug = Slug, Name = "Maple Valley", TimeZone = "America/Chicago", ClockDay = Day });
        _districts = new Districts(data, _records, TimeProvider.System);
        var files = Path.Combine(_folder, "sample");
        MapleValley.Write(files, new SampleOptions { Students = 400, Signal = false });
        var roster = Path.Combine(files, "1-history", "oneroster.zip");
        Import(roster);
        using (var sis = ZipFile.OpenRead(Path.Combine(files, "1-history", "sis.zip")))
            sis.GetEntry("school_enrollment.csv")!.ExtractToFile(Path.Combine(_folder, "school_enrollment.csv"));
        Import(Path.Combine(_folder, "school_enrollment.csv"));
        Choose();
        PlantRows();
        PlantRoster(roster);
    }

    [OneTimeTearDown]
    public void Clean()
    {
        _districts?.Dispose();
        _records?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    DataDrivenDecisions.Schedules.District Home => _districts.Open(Slug);

    RosterSight Sight => RosterSight.Of(Home.Warehouse, Viewer.Nightly("test"), Day, _ => true, (_records.Imports, Slug));

    [Test]
    public void In_a_list_of_ids_every_planted_difference_is_named_with_its_cause()
    {
        var theirs = new SisRoster { Students = [.. _list.Select((s, i) => new SisStudent(s.Spell.StudentNumber!, s.School, s.Grade, i + 2))] };
        var result = ListComparison.Compare(Sight, theirs);
        var named = result.Students.ToDictionary(s => s.StudentId, s => s.Cause, StringComparer.Ordinal);
        var right = _planted.Count(p => named.GetValueOrDefault(p.Key) == p.Value);
        TestContext.Out.WriteLine($"list of {theirs.Students.Count} ids: {right} of {_planted.Count} planted differences of {_planted.Values.Distinct().Count()} causes named right, {result.Students.Count} named in all");
        Assert.That(named.Select(n => (n.Key, n.Value.Name)), Is.EquivalentTo(_planted.Select(p => (p.Key, p.Value.Name))));
    }

    [Test]
    public void In_bare_counts_most_planted_differences_are_explained_first()
    {
        var counts = _list.GroupBy(s => new CountPlace(s.School, s.Grade)).ToDictionary(g => g.Key, g => g.Count());
        var result = CountComparison.Compare(Sight, new SisRoster { Counts = counts });
        var signs = result.Differences.Select(d => (d, First: d.Explanations.Count > 0 ? d.Explanations[0] : null)).ToList();
        var right = signs.Count(s => s.First is { } e && e.Students.Any(x => _planted.GetValueOrDefault(x.StudentId) == e.Cause));
        var named = result.Students.Where(s => _planted.GetValueOrDefault(s.StudentId) == s.Cause).Select(s => s.StudentId).Distinct().Count();
        TestContext.Out.WriteLine($"bare counts: {right} of {signs.Count} differing places have a planted cause first, {named} planted students named of {result.Students.Count} shown");
        Assert.That(right * 10, Is.GreaterThanOrEqualTo(signs.Count * 7));
    }

    [Test]
    public void A_rejected_row_leads_to_its_line_in_the_import()
    {
        var row = ListComparison.Compare(Sight, new SisRoster { Students = [.. _list.Select((s, i) => new SisStudent(s.Spell.StudentNumber!, s.School, s.Grade, i + 2))] })
            .Students.First(s => s.Cause == Cause.RowRejected);
        var rejects = _records.Imports.Show(Slug, row.At!.Import)!.Files.SelectMany(f => _records.Imports.Rejects(f.Id));
        Assert.That(rejects.Single(r => r.Line == row.At.Line).OriginalLine, Does.StartWith(row.StudentId));
    }

    void Import(string path) => Assert.That(Home.Importer.Import([path], new ImportOptions { By = "test" }).Select(r => r.State), Has.All.EqualTo("loaded").Or.EqualTo("unchanged"));

    /// <summary>Students to plant with, one of each school and grade in turn, so that few differences share a place.</summary>
    void Choose()
    {
        var sight = Sight;
        _schools = sight.Schools.ToDictionary(s => s.SchoolKey);
        var counted = sight.Counted().Where(s => s is { StudentNumber: not null, GradeCode: not null } && s.EntryDate < Day.AddDays(-40)).OrderBy(s => s.StudentId, StringComparer.Ordinal).ToList();
        var turns = counted.GroupBy(s => (s.SchoolKey, s.Grade)).OrderBy(g => g.Key.Grade, StringComparer.Ordinal).ThenBy(g => g.Key.SchoolKey).SelectMany(g => g.Select((s, i) => (s, i))).OrderBy(p => p.i).Select(p => p.s);
        _enrolled = new Queue<RosterSpell>(turns);
        var here = sight.Spells.Select(s => s.StudentKey).ToHashSet();
        _idle = new Queue<SeenStudent>(sight.Students.Where(s => !here.Contains(s.StudentKey) && s is { StudentNumber: not null, IsPlaceholder: 0 }).OrderBy(s => s.StudentId, StringComparer.Ordinal));
        _list.AddRange(sight.Counted().Select(s => (s, s.SchoolKey, s.Grade!)));
    }

    void PlantRows()
    {
        var other = (RosterSpell s) => _schools.Values.First(x => x.SchoolKey != s.SchoolKey).SchoolKey;
        Each(Cause.ExitOnCountDay, s => { Row(s, exit: Day); Unlist(s); });
        Each(Cause.AtTwoSchools, s => Row(s with { SchoolKey = other(s), EntryDate = Day.AddDays(-30) }));
        Each(Cause.LeftDayBefore, s => Row(s, exit: Day.AddDays(-1)));
        Each(Cause.LeftEarlier, s => Row(s, exit: Day.AddDays(-15)));
        Each(Cause.GradeDiffers, s => Row(s with { GradeCode = s.GradeCode == "11" ? "12" : "11" }));
        Each(Cause.AnotherGrade, s => Relist(s, s.SchoolKey, s.Grade == "05" ? "04" : "05"));
        Each(Cause.AtAnotherSchool, s => Relist(s, other(s), s.Grade!));
        Each(Cause.OnlyHere, Unlist);
        Idle(Cause.EntersLater, s => { Row(s, entry: Day.AddDays(12)); List(s); });
        Idle(Cause.RowRejected, s => { _rows.Add($"{s.StudentNumber},{_schools[s.SchoolKey].SchoolNumber},2025-26,{s.GradeCode},2026-13-45,E1,,,"); List(s); });
        Idle(Cause.NotEnrolled, List);
        Idle(Cause.GradeLeftOut, s => Row(s with { GradeCode = "PK" }, entry: Day.AddDays(-50)));
        for (var i = 0; i < OfEach; i++)
        {
            var unknown = new RosterSpell { StudentKey = 0, StudentId = "", StudentNumber = $"77{i}0001", SchoolKey = _schools.Keys.First(), SchoolId = "", SchoolYear = 2026, GradeCode = "03", EntryDate = Day.AddDays(-60) };
            Row(unknown);
            _planted[unknown.StudentNumber!] = Cause.Placeholder;
            var never = unknown with { StudentNumber = $"88{i}0001" };
            List(never);
            _planted[never.StudentNumber!] = Cause.NeverCame;
        }
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "planted")).FullName, "school_enrollment.csv");
        File.WriteAllLines(path, _rows);
        Import(path);
    }

    /// <summary>The roster once more, whole, without two of its students and with two whom only their classes know.</summary>
    void PlantRoster(string zip)
    {
        var copy = Path.Combine(_folder, "oneroster.zip");
        File.Copy(zip, copy);
        using (var archive = ZipFile.Open(copy, ZipArchiveMode.Update))
        {
            Each(Cause.EndedByAbsence, gone => { foreach (var file in (string[])["users.csv", "enrollments.csv", "demographics.csv"]) Rewrite(archive, file, lines => lines.Where(l => !l.Split(',').Contains(gone.StudentId))); });
            var n = 0;
            Each(Cause.DerivedOnly, like =>
            {
                var (id, number) = ($"mvs-99000{n}", $"990000{n++}");
                Rewrite(archive, "users.csv", lines => lines.Concat(lines.Where(l => l.StartsWith(like.StudentId + ",", StringComparison.Ordinal)).Select(l => l.Replace(like.StudentId, id, StringComparison.Ordinal).Replace(like.StudentNumber!, number, StringComparison.Ordinal))));
                Rewrite(archive, "enrollments.csv", lines => lines.Concat(lines.Where(l => l.Split(',').Contains(like.StudentId)).Select((l, i) => $"mve-99{n}{i}," + l.Replace(like.StudentId, id, StringComparison.Ordinal).Split(',', 2)[1])));
                _planted.Remove(like.StudentNumber!);
                _planted[number] = Cause.DerivedOnly;
            });
        }
        Import(copy);
    }

    static void Rewrite(ZipArchive archive, string file, Func<List<string>, IEnumerable<string>> change)
    {
        List<string> lines;
        using (var reader = new StreamReader(archive.GetEntry(file)!.Open()))
            lines = [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.TrimEnd('\r'))];
        archive.GetEntry(file)!.Delete();
        using var writer = new StreamWriter(archive.CreateEntry(file).Open());
        foreach (var line in change(lines).ToList())
            writer.WriteLine(line);
    }

    void Each(Cause cause, Action<RosterSpell> plant)
    {
        for (var i = 0; i < OfEach; i++)
        {
            var spell = _enrolled.Dequeue();
            _planted[spell.StudentNumber!] = cause;
            plant(spell);
        }
    }

    void Idle(Cause cause, Action<RosterSpell> plant)
    {
        for (var i = 0; i < OfEach; i++)
        {
            var student = _idle.Dequeue();
            _planted[student.StudentNumber!] = cause;
            plant(new RosterSpell { StudentKey = student.StudentKey, StudentId = student.StudentId, StudentNumber = student.StudentNumber, SchoolKey = _schools.Keys.ElementAt(i), SchoolId = "", SchoolYear = 2026, GradeCode = "02", EntryDate = Day.AddDays(-70) });
        }
    }

    void Row(RosterSpell s, DateOnly? entry = null, DateOnly? exit = null) => _rows.Add(string.Create(CultureInfo.InvariantCulture,
        $"{s.StudentNumber},{_schools[s.SchoolKey].SchoolNumber},2025-26,{s.GradeCode},{entry ?? s.EntryDate:yyyy-MM-dd},E1,{exit:yyyy-MM-dd},{(exit is null ? "" : "W01")},{(exit is null ? "" : "Transferred")}"));

    void List(RosterSpell s) => _list.Add((s, s.SchoolKey, s.GradeCode!));

    void Unlist(RosterSpell s) => _list.RemoveAll(x => x.Spell.StudentNumber == s.StudentNumber);

    void Relist(RosterSpell s, int school, string grade)
    {
        Unlist(s);
        _list.Add((s, school, grade));
    }
}
