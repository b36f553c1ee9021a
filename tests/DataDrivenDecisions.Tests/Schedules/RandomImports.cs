using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Schedules;

namespace DataDrivenDecisions.Tests.Schedules;

/// <summary>
/// A random but repeatable life of a very small district: rosters that are whole, deltas, days of attendance, programs and spells from several sources that
/// overlap, the same files again, releases of what is held, and undos.
/// </summary>
sealed class RandomImports(TemporaryDistrict district, int seed)
{
    static readonly string[] Codes = ["U", "E", "T"];
    static readonly string[] Sources = ["office", "other office"];
    static readonly string[] Names = ["Ash", "Birch"];

    readonly Random _random = new(seed);
    readonly List<Done> _done = [];
    readonly List<string> _story = [];
    int _files;

    /// <summary>What was done, for a test that fails.</summary>
    public string Story => string.Join('\n', _story);

    /// <summary>How many undos there were.</summary>
    public int Undos { get; private set; }

    sealed record Done(long Import, string Path, string Source, DateTimeOffset At, bool IsRelease);

    /// <summary>Lives so many steps, and undoes at least one of its imports.</summary>
    public void Live(int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            var chance = _random.Next(100);
            if (chance < 25 && _done.Count > 1)
                Undo();
            else if (chance < 38 && _done.Count > 0)
                Again();
            else if (chance < 48 && Held() is { } held)
                Release(held);
            else
                Import(Write(), Pick(Sources));
        }
        Undo();
    }

    /// <summary>Imports all that was not undone into a district that has seen nothing.</summary>
    public void Rebuild(TemporaryDistrict fresh)
    {
        foreach (var done in _done)
        {
            fresh.Clock.SetUtcNow(done.At);
            fresh.District.Importer.Import([done.Path], new ImportOptions { By = "coordinator", Source = done.Source, HoldsReleased = done.IsRelease });
        }
    }

    void Import(string path, string source)
    {
        district.Clock.Advance(TimeSpan.FromHours(_random.Next(1, 40)));
        var reports = district.District.Importer.Import([path], new ImportOptions { By = "coordinator", Source = source, Archive = district.District.Folder.Archive });
        Remember(reports, path, source, isRelease: false);
    }

    void Again()
    {
        var old = Pick(_done);
        Import(old.Path, old.Source);
    }

    void Release(Done held)
    {
        district.Clock.Advance(TimeSpan.FromHours(1));
        Remember(HeldImport.Release(district.District, held.Import, "somebody else"), held.Path, held.Source, isRelease: true);
    }

    void Undo()
    {
        if (_done.Count == 0)
            return;
        var one = Pick(_done);
        if (UndoneImport.WhyNot(district.Records, "elm", district.Show(one.Import)) is not null)
            return;
        _story.Add($"undo {one.Import}");
        district.Undo(one.Import);
        _done.Remove(one);
        Undos++;
    }

    void Remember(IReadOnlyList<ImportReport> reports, string path, string source, bool isRelease)
    {
        _story.Add($"import {reports[0].Import} of {Path.GetFileName(path)} from {source}{(isRelease ? ", released" : "")}: {string.Join(", ", reports.Select(r => $"{r.Format} {r.State}"))}");
        if (reports.All(r => r.State != ImportState.Refused))
            _done.Add(new Done(reports[0].Import!.Value, path, source, district.Clock.GetUtcNow(), isRelease));
    }

    Done? Held() => _done.FirstOrDefault(d => HeldImport.WhyNot(district.Records, "elm", district.Show(d.Import)) is null);

    string Write() => (++_files, _random.Next(6)) switch
    {
        (var n, 0 or 1) => Roster(n, "bulk"),
        (var n, 2) => Roster(n, "delta"),
        (var n, 3) => district.Write($"attendance-{n}.csv", "student_number,school_number,attendance_date,attendance_code,portion_absent,reason\n"
            + Lines(3, () => $"{Number()},{School()},2026-02-0{_random.Next(2, 5)},{Pick(Codes)},1,")),
        (var n, 4) => district.Write($"programs-{n}.csv", "student_number,program,begin_date,end_date,detail\n"
            + Lines(2, () => $"{Number()},Tutoring,2026-01-0{_random.Next(5, 7)},,{Pick(Names)}")),
        (var n, _) => district.Write($"enrollment-{n}.csv", "student_number,school_number,school_year,grade_level,entry_date,entry_code,exit_date,exit_code,exit_reason\n"
            + Lines(3, () => $"{Number()},{School()},2025-26,0{_random.Next(6, 8)},2025-08-25,,{(_random.Next(3) == 0 ? "2026-02-20" : "")},,")),
    };

    // The ids of the roster and the numbers of the other files meet only through the roster.
    string Roster(int n, string kind)
    {
        bool isDelta = kind == "delta", hasClasses = _random.Next(2) == 0;
        string Head(string columns) => "sourcedId," + (isDelta ? "status,dateLastModified," : "") + columns + "\n";
        string Row(string id, string rest) => $"{id}," + (isDelta ? $"{(_random.Next(4) == 0 ? "tobedeleted" : "active")},2026-02-01T00:00:00Z," : "") + rest + "\n";
        var students = Enumerable.Range(1, 12).Where(_ => _random.Next(100) < (isDelta ? 25 : 92)).ToList();
        if (students.Count == 0)
            students.Add(1);
        var manifest = $"propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.orgs,{kind}\nfile.users,{kind}\n"
            + (hasClasses ? $"file.classes,{kind}\nfile.enrollments,{kind}\n" : "");
        List<(string, string)> files =
        [
            ("manifest.csv", manifest),
            ("orgs.csv", Head("name,type,identifier") + Row("s1", "First,school,0110") + Row("s2", "Second,school,0120")),
            ("users.csv", Head("role,givenName,familyName,identifier,orgSourcedIds") + string.Concat(students.Select(s => Row($"u{s}", $"student,Given,{Pick(Names)},{s:0000000},s{1 + s % 2}")))),
        ];
        if (hasClasses)
        {
            files.Add(("classes.csv", Head("title,courseSourcedId,schoolSourcedId") + Row("c1", "Algebra,a,s1") + Row("c2", "Biology,b,s2")));
            files.Add(("enrollments.csv", Head("classSourcedId,schoolSourcedId,userSourcedId,role,beginDate") + string.Concat(students.Select(s => Row($"e{s}", $"c{1 + s % 2},s{1 + s % 2},u{s},student,2026-01-05")))));
        }
        return district.Zip($"roster-{n}.zip", files);
    }

    string Number() => $"{_random.Next(1, 15):0000000}";

    string School() => _random.Next(2) == 0 ? "0110" : "0120";

    string Lines(int most, Func<string> line) => string.Join('\n', Enumerable.Range(0, _random.Next(1, most + 1)).Select(_ => line()).DistinctBy(l => l[..20])) + "\n";

    T Pick<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];
}
