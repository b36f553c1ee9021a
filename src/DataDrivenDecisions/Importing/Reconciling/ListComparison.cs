using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Importing.Reconciling;

/// <summary>Compares a list of ids with these data: the exact difference both ways, each student with the likeliest cause.</summary>
public static class ListComparison
{
    /// <summary>Who is on one side only, or on both but in another school or grade.</summary>
    public static Reconciliation Compare(RosterSight sight, SisRoster theirs)
    {
        ArgumentNullException.ThrowIfNull(sight);
        ArgumentNullException.ThrowIfNull(theirs);
        return new Comparing(sight, theirs).Run();
    }

    sealed class Comparing(RosterSight sight, SisRoster theirs)
    {
        readonly Suspicion _signs = new(sight);
        readonly Ids _ids = new(sight.Students);
        readonly ILookup<int, RosterSpell> _spells = sight.Spells.ToLookup(s => s.StudentKey);
        readonly ILookup<int, EndedSpell> _ended = sight.Ended.ToLookup(e => e.Spell.StudentKey);
        readonly HashSet<int> _theirSchools = [.. theirs.Students.Select(s => s.SchoolKey).OfType<int>()];
        readonly HashSet<string> _theirGrades = [.. theirs.Students.Select(s => s.Grade).OfType<string>()];
        readonly HashSet<(int Student, int School)> _met = [];
        readonly List<ReconciledStudent> _found = [];
        int _agreeing;

        public Reconciliation Run()
        {
            var listed = theirs.Students.DistinctBy(s => (s.Id, s.SchoolKey)).ToList();
            foreach (var student in listed)
                Look(student);
            foreach (var ours in _signs.Counted.Where(s => !_met.Contains((s.StudentKey, s.SchoolKey))))
                _found.Add(OnlyOurs(ours));
            return new Reconciliation
            {
                Day = sight.Day, IsExact = true, Agreeing = _agreeing, Compared = listed.Count, Differences = Differences(listed),
                Students = [.. _found.OrderBy(s => s.Cause.Place).ThenBy(s => s.Place.SchoolKey).ThenBy(s => s.StudentId, StringComparer.Ordinal)],
            };
        }

        void Look(SisStudent listed)
        {
            var key = _ids.Find(listed.Id);
            var here = key is { } k ? _signs.CountedOf(k).ToList() : [];
            var same = here.Find(s => listed.SchoolKey is null || s.SchoolKey == listed.SchoolKey);
            if (same is not null)
            {
                _met.Add((same.StudentKey, same.SchoolKey));
                if (listed.Grade is null || listed.Grade == same.Grade)
                    _agreeing++;
                else if (Suspicion.GradesDiffer(same) && same.RosterGradeCode == listed.Grade)
                    Add(listed, key, Side.Elsewhere, Cause.GradeDiffers, $"the enrollment says {Suspicion.SayGrade(same.GradeCode)}, the roster and your list {Suspicion.SayGrade(listed.Grade)}");
                else
                    Add(listed, key, Side.Elsewhere, Cause.AnotherGrade, $"{Suspicion.SayGrade(same.Grade)} here, {Suspicion.SayGrade(listed.Grade)} in your list");
                return;
            }
            if (Rejected(listed.Id, key) is { } row)
                Add(listed, key, Side.OnlyTheirs, Cause.RowRejected, Suspicion.RejectedWords(row), row.At);
            else if (here.Count > 0)
            {
                _met.Add((here[0].StudentKey, here[0].SchoolKey));
                Add(listed, key, Side.Elsewhere, Cause.AtAnotherSchool, $"enrolled at {here[0].SchoolName ?? here[0].SchoolId} here since {Suspicion.Say(here[0].EntryDate)}");
            }
            else
                Missing(listed, key);
        }

        void Missing(SisStudent listed, int? key)
        {
            if (key is not { } known)
            {
                Add(listed, null, Side.OnlyTheirs, Cause.NeverCame, "no file has brought this id");
                return;
            }
            if (_ended[known].FirstOrDefault(e => listed.SchoolKey is null || e.Spell.SchoolKey == listed.SchoolKey) is { } ended)
            {
                Add(listed, key, Side.OnlyTheirs, Cause.EndedByAbsence, Suspicion.EndedWords(ended));
                return;
            }
            var spells = _spells[known].Where(s => listed.SchoolKey is null || s.SchoolKey == listed.SchoolKey).OrderByDescending(s => s.EntryDate).ToList();
            var sign = spells.Select(_signs.OfOnlyTheirs).Where(c => c is not null).OrderBy(c => c!.Value.Cause.Place).FirstOrDefault()
                ?? _spells[known].OrderByDescending(s => s.EntryDate).Select(_signs.OfOnlyTheirs).FirstOrDefault(c => c is not null);
            if (sign is { } s)
                Add(listed, key, Side.OnlyTheirs, s.Cause, s.Detail);
            else if (sight.Students.First(x => x.StudentKey == known).IsPlaceholder == 1)
                Add(listed, key, Side.OnlyTheirs, Cause.OnlyMentioned, "mentioned by a file, without a roster and without an enrollment");
            else
                Add(listed, key, Side.OnlyTheirs, Cause.NotEnrolled, $"known, but without an enrollment in {sight.Year}");
        }

        ReconciledStudent OnlyOurs(RosterSpell s)
        {
            var (cause, detail) = _theirSchools.Count > 0 && !_theirSchools.Contains(s.SchoolKey) ? (Cause.SchoolLeftOut, "your list holds nobody of this school")
                : _theirGrades.Count > 0 && s.Grade is { } grade && !_theirGrades.Contains(grade) ? (Cause.GradeLeftOut, $"your list holds nobody in {Suspicion.SayGrade(grade)}")
                : _signs.OfOnlyOurs(s).Where(c => c.Cause != Cause.GradeDiffers).OrderBy(c => c.Cause.Place).Append((Cause.OnlyHere, $"enrolled since {Suspicion.Say(s.EntryDate)}")).First();
            return new ReconciledStudent
            {
                StudentKey = s.StudentKey, StudentId = s.StudentNumber ?? s.StudentId, Place = new CountPlace(s.SchoolKey, s.Grade ?? ""), Side = Side.OnlyOurs, Cause = cause, Detail = detail,
            };
        }

        RejectedRosterRow? Rejected(string id, int? key) =>
            _ids.Names(id, key).SelectMany(name => _signs.Rejected[name]).FirstOrDefault();

        void Add(SisStudent listed, int? key, Side side, Cause cause, string detail, ImportLine? at = null) => _found.Add(new ReconciledStudent
        {
            StudentKey = key, StudentId = listed.Id, Place = new CountPlace(listed.SchoolKey ?? 0, listed.Grade ?? ""), Side = side, Cause = cause, Detail = detail, At = at,
        });

        /// <summary>The counts that follow from the list, beside ours.</summary>
        List<CountDifference> Differences(List<SisStudent> listed)
        {
            var ours = sight.Counts();
            var their = listed.Where(s => s.SchoolKey is not null).GroupBy(s => new CountPlace(s.SchoolKey!.Value, s.Grade ?? "")).ToDictionary(g => g.Key, g => g.Count());
            return [.. ours.Keys.Union(their.Keys).Where(p => _theirSchools.Contains(p.SchoolKey) && ours.GetValueOrDefault(p) != their.GetValueOrDefault(p))
                .OrderBy(p => _signs.Names.GetValueOrDefault(p.SchoolKey), StringComparer.Ordinal).ThenBy(p => p.Grade, StringComparer.Ordinal)
                .Select(p => new CountDifference(p, ours.GetValueOrDefault(p), their.GetValueOrDefault(p), []))];
        }
    }

    /// <summary>Finds a student by any id that the data have, also one whose leading zeros a spreadsheet ate.</summary>
    sealed class Ids
    {
        readonly Dictionary<string, int> _exact = new(StringComparer.OrdinalIgnoreCase);
        readonly Dictionary<string, int> _bare = new(StringComparer.OrdinalIgnoreCase);
        readonly HashSet<string> _twice = new(StringComparer.OrdinalIgnoreCase);
        readonly Dictionary<int, SeenStudent> _students;

        public Ids(IReadOnlyList<SeenStudent> students)
        {
            _students = students.ToDictionary(s => s.StudentKey);
            foreach (var s in students.OrderBy(s => s.IsPlaceholder))
                foreach (var id in new[] { s.StudentId, s.StudentNumber }.OfType<string>())
                {
                    _exact.TryAdd(id, s.StudentKey);
                    if (id.TrimStart('0') is { Length: > 0 } bare && !_bare.TryAdd(bare, s.StudentKey) && _bare[bare] != s.StudentKey)
                        _twice.Add(bare);
                }
        }

        public int? Find(string id) => _exact.TryGetValue(id, out var key) ? key
            : id.TrimStart('0') is { Length: > 0 } bare && !_twice.Contains(bare) && _bare.TryGetValue(bare, out key) ? key : null;

        /// <summary>Every way in which a file may name the student.</summary>
        public IEnumerable<string> Names(string id, int? key)
        {
            yield return id;
            if (key is not { } k)
                yield break;
            yield return _students[k].StudentId;
            if (_students[k].StudentNumber is { } number)
                yield return number;
        }
    }
}
