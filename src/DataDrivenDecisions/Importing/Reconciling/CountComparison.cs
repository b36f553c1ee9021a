using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Importing.Reconciling;

/// <summary>Compares bare counts with these data: in each place the students who may make the difference, ranked by how well a cause explains it.</summary>
public static class CountComparison
{
    /// <summary>Who left so many days before the count day may still be in a count.</summary>
    const int DaysAround = 21;

    /// <summary>Another day is named only within so many days.</summary>
    const int DaysToTry = 10;

    /// <summary>Where the counts differ, and what may explain it.</summary>
    public static Reconciliation Compare(RosterSight sight, SisRoster theirs)
    {
        ArgumentNullException.ThrowIfNull(sight);
        ArgumentNullException.ThrowIfNull(theirs);
        return new Comparing(sight, theirs).Run();
    }

    sealed class Comparing
    {
        readonly RosterSight _sight;
        readonly SisRoster _theirs;
        readonly Suspicion _signs;
        readonly HashSet<(int Student, int School)> _countedAt;
        readonly HashSet<string> _knownIds;

        public Comparing(RosterSight sight, SisRoster theirs)
        {
            (_sight, _theirs, _signs) = (sight, theirs, new Suspicion(sight));
            _countedAt = [.. _signs.Counted.Select(s => (s.StudentKey, s.SchoolKey))];
            _knownIds = [.. _signs.Counted.SelectMany(s => new[] { s.StudentId, s.StudentNumber }).OfType<string>()];
        }

        public Reconciliation Run()
        {
            var ours = OursOn(_sight.Day);
            var differing = _theirs.Counts.Where(c => ours[c.Key] != c.Value)
                .OrderBy(c => _signs.Names.GetValueOrDefault(c.Key.SchoolKey), StringComparer.Ordinal).ThenBy(c => c.Key.Grade, StringComparer.Ordinal)
                .Select(c => (Place: c.Key, Ours: ours[c.Key], Theirs: c.Value, Candidates: Candidates(c.Key, c.Value > ours[c.Key]))).ToList();
            var exactElsewhere = differing.SelectMany(d => d.Candidates.Where(g => g.Count() == Math.Abs(d.Theirs - d.Ours)).Select(g => g.Key))
                .GroupBy(c => c).ToDictionary(g => g.Key, g => g.Count());
            var differences = differing.Select(d => new CountDifference(d.Place, d.Ours, d.Theirs, Ranked(d.Candidates, Math.Abs(d.Theirs - d.Ours), exactElsewhere))).ToList();
            return new Reconciliation
            {
                Day = _sight.Day, IsExact = false, Compared = _theirs.Counts.Count, Agreeing = _theirs.Counts.Count - differences.Count, Differences = differences,
                Students = [.. differences.SelectMany(Likeliest)], BetterDay = Better(_theirs.Counts.Count - differences.Count),
            };
        }

        /// <summary>Our counts in each of the places that they count.</summary>
        Dictionary<CountPlace, int> OursOn(DateOnly day)
        {
            var counts = _sight.Counts(day);
            return _theirs.Counts.Keys.ToDictionary(p => p, p => p.Grade is null ? counts.Where(c => c.Key.SchoolKey == p.SchoolKey).Sum(c => c.Value) : counts.GetValueOrDefault(p));
        }

        List<IGrouping<Cause, ReconciledStudent>> Candidates(CountPlace place, bool theyHaveMore) =>
            [.. (theyHaveMore ? Missing(place) : Surplus(place)).DistinctBy(s => (s.Cause, s.StudentKey, s.At)).GroupBy(s => s.Cause)];

        /// <summary>Those who count here but perhaps not there.</summary>
        IEnumerable<ReconciledStudent> Surplus(CountPlace place) =>
            from s in _signs.Counted
            where s.SchoolKey == place.SchoolKey && (place.Grade is null || (s.Grade ?? "") == place.Grade)
            from sign in _signs.OfOnlyOurs(s)
            where place.Grade is not null || sign.Cause != Cause.GradeDiffers
            select Student(s, place, Side.OnlyOurs, sign.Cause, sign.Detail);

        /// <summary>Those who do not count here but perhaps there.</summary>
        IEnumerable<ReconciledStudent> Missing(CountPlace place)
        {
            bool InPlace(RosterSpell s) => s.SchoolKey == place.SchoolKey && (place.Grade is null || (s.Grade ?? "") == place.Grade);
            foreach (var s in _sight.Spells.Where(s => InPlace(s) && !_countedAt.Contains((s.StudentKey, s.SchoolKey))))
                if (_signs.OfOnlyTheirs(s) is { } sign && (sign.Cause != Cause.LeftEarlier || s.ExitDate >= _sight.Day.AddDays(-DaysAround)))
                    yield return Student(s, place, Side.OnlyTheirs, sign.Cause, sign.Detail);
            foreach (var e in _sight.Ended.Where(e => InPlace(e.Spell)))
                yield return Student(e.Spell, place, Side.OnlyTheirs, Cause.EndedByAbsence, Suspicion.EndedWords(e));
            if (place.Grade is not null)
                foreach (var s in _signs.Counted.Where(s => s.SchoolKey == place.SchoolKey && Suspicion.GradesDiffer(s) && s.RosterGradeCode == place.Grade))
                    yield return Student(s, place, Side.Elsewhere, Cause.GradeDiffers, $"the enrollment says {Suspicion.SayGrade(s.GradeCode)}, the roster {Suspicion.SayGrade(s.RosterGradeCode)}");
            foreach (var row in _sight.Rejected.Where(r => Names(r, place) && !r.Words.Any(_knownIds.Contains)))
                yield return OfRow(row, place);
        }

        ReconciledStudent OfRow(RejectedRosterRow row, CountPlace place)
        {
            var student = _sight.Students.FirstOrDefault(s => row.Words.Contains(s.StudentId) || (s.StudentNumber is { } n && row.Words.Contains(n)));
            return new ReconciledStudent
            {
                StudentKey = student?.StudentKey, StudentId = student?.StudentNumber ?? student?.StudentId ?? "not known", Place = place, Side = Side.OnlyTheirs,
                Cause = Cause.RowRejected, Detail = Suspicion.RejectedWords(row), At = row.At,
            };
        }

        /// <summary>True when the row names the school, and the grade where one is counted.</summary>
        bool Names(RejectedRosterRow row, CountPlace place)
        {
            if (_sight.Schools.FirstOrDefault(s => s.SchoolKey == place.SchoolKey) is not { } school)
                return false;
            var isSchool = row.Words.Contains(school.SchoolId) || (school.SchoolNumber is { } number && row.Words.Contains(number));
            return isSchool && (place.Grade is null || row.Words.Any(w => w.Length <= 2 && Units.GradeLevel.TryParse(w, out var g) && g.Code == place.Grade));
        }

        static ReconciledStudent Student(RosterSpell s, CountPlace place, Side side, Cause cause, string detail) => new()
        {
            StudentKey = s.StudentKey, StudentId = s.StudentNumber ?? s.StudentId, Place = place with { Grade = s.Grade ?? "" }, Side = side, Cause = cause, Detail = detail,
        };

        static List<Explanation> Ranked(List<IGrouping<Cause, ReconciledStudent>> candidates, int needed, Dictionary<Cause, int> exactElsewhere)
        {
            var ranked = candidates
                .OrderByDescending(g => g.Count() == needed)
                .ThenByDescending(g => g.Count() == needed ? exactElsewhere.GetValueOrDefault(g.Key) : 0)
                .ThenByDescending(g => g.Count() <= needed)
                .ThenBy(g => Math.Abs(g.Count() - needed)).ThenBy(g => g.Key.Place)
                .Select(g => new Explanation(g.Key, g.Count() == needed ? Fit.Exact : g.Count() < needed ? Fit.Partly : Fit.MoreThanNeeded, [.. g.OrderBy(s => s.StudentId, StringComparer.Ordinal)]))
                .ToList();
            return ranked.Count > 1 && ranked[0].Fit != Fit.Exact ? Paired(ranked, needed) : ranked;
        }

        /// <summary>Where no cause has exactly as many students, two of them may: they then stand first.</summary>
        static List<Explanation> Paired(List<Explanation> ranked, int needed)
        {
            for (var i = 0; i < ranked.Count; i++)
                for (var j = i + 1; j < ranked.Count; j++)
                {
                    var both = ranked[i].Students.Concat(ranked[j].Students).DistinctBy(s => (s.StudentKey, s.StudentKey is null ? s.At : null)).Count();
                    if (both == needed)
                        return [ranked[i] with { Fit = Fit.Together }, ranked[j] with { Fit = Fit.Together }, .. ranked.Where((_, n) => n != i && n != j)];
                }
            return ranked;
        }

        /// <summary>The students of a place's best explanation; of two where they only fit together.</summary>
        static IEnumerable<ReconciledStudent> Likeliest(CountDifference d) => d.Explanations
            .TakeWhile((e, i) => i == 0 || (e.Fit == Fit.Together && d.Explanations[0].Fit == Fit.Together))
            .SelectMany(e => e.Students).DistinctBy(s => (s.StudentKey, s.StudentKey is null ? s.At : null));

        /// <summary>A day nearby on which more than half of the differences are gone.</summary>
        (DateOnly, int)? Better(int agreeing)
        {
            var places = _theirs.Counts.Count;
            var best = Enumerable.Range(-DaysToTry, (2 * DaysToTry) + 1).Where(n => n != 0).OrderBy(Math.Abs).Select(n => _sight.Day.AddDays(n))
                .Select(day => (Day: day, Agreeing: OursOn(day) is var ours ? _theirs.Counts.Count(c => ours[c.Key] == c.Value) : 0)).MaxBy(d => d.Agreeing);
            return 2 * (best.Agreeing - agreeing) > places - agreeing && best.Agreeing > agreeing + 1 ? best : null;
        }
    }
}
