using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Predicting.Capacity;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting;

/// <summary>The chance that a student fails a course this term, course by course, told no later than six weeks before the term ends.</summary>
public sealed class CourseFailureThisTerm : Model
{
    /// <summary>Later than this before the end of a term there is no time to change a mark: what was known then is what counts.</summary>
    const int LatestDaysBeforeEnd = 42;

    const int FirstGrade = 6; // below it courses are not failed one by one

    public override string Name => "course-failure";
    public override string CaseWord => "course enrollment";
    public override string Title => "Course failure this term";
    public override string Question => "Which course may a student fail this term unless someone steps in while there is time?";
    public override string Outcome => "An F as the next semester or final mark in the course, in grades 6 to 12. From six weeks before the end of the term on the chance stays as it was known then.";
    public override string CameTrueWords => "failed the course";
    public override Deadline ActBefore => Deadline.TermEnd;
    public override IReadOnlyList<ModelInput> Inputs => [.. CourseInputs.All, .. StudentInputs.Attendance, .. StudentInputs.Behavior, .. StudentInputs.Tests, .. StudentInputs.Place];
    public override IReadOnlyList<CaseRule> Rules => [CaseRule.AbsenceSoFar, new("the newest mark in the course", s => -(double)(CourseInputs.Points(s) ?? CourseInputs.Unmarked))];
    public override IReadOnlyList<ModelChange> Changes => [StudentChanges.RaisesCourse, StudentChanges.Attends];
    public override IReadOnlyList<string> Limits => [.. UsualLimits, "It knows marks as they were posted, not what was handed in since. A course without any mark yet is judged by the student's other courses."];

    public override DateOnly DayOf(IAsk now, SchoolYear year, DateOnly asOf, CancellationToken stop = default)
    {
        var term = TermSpan.Running(now.Ask(TermSpan.In(year), stop), asOf);
        return term?.LastDay.AddDays(-LatestDaysBeforeEnd) is { } latest && latest > term.FirstDay && latest < asOf ? latest : asOf;
    }

    public override IReadOnlyList<StudentCase> Gather(IAsk known, IAsk? outcomes, SchoolYear year, DateOnly asOf, CancellationToken stop = default)
    {
        var courses = known.Ask(CourseTaken.On(year, asOf), stop).ToLookup(c => c.StudentKey);
        var failed = outcomes is null ? null : Afterwards(outcomes, year, asOf, stop);
        return
        [
            .. from student in CaseHistory.Known(known, year, asOf, stop)
               where student.SoFar.Placement.GradeLevel is { Number: >= FirstGrade }
               from course in courses[student.StudentKey].OrderBy(c => c.SectionKey)
               select student with
               {
                   Course = new CaseCourse(course.SectionKey, course.Course ?? "the course", course.IsCore == 1),
                   CameTrue = failed is not null && failed.TryGetValue((student.StudentKey, course.SectionKey), out var f) ? f : null,
               },
        ];
    }

    /// <summary>Whether the next mark that decides a course is an F; a course that nothing decided afterwards is not in it.</summary>
    static Dictionary<(int Student, int Section), bool> Afterwards(IAsk outcomes, SchoolYear year, DateOnly asOf, CancellationToken stop) =>
        CaseHistory.MarksAfter(outcomes, year, asOf, stop).Where(m => m is { IsDeciding: true, Letter: not null }).GroupBy(m => (m.StudentKey, m.SectionKey))
            .ToDictionary(g => g.Key, g => g.OrderBy(m => m.KnownOn).ThenBy(m => m.Term, StringComparer.Ordinal).First().IsFailing);
}
