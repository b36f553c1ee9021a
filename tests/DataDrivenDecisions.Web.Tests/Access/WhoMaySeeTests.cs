using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Web.Tests.Access;

/// <summary>Who may see a student is asked for all people at once, and says of each what she would be told alone.</summary>
public sealed class WhoMaySeeTests
{
    [Test]
    public void Everybody_is_told_what_each_would_be_told_alone()
    {
        var (records, warehouse) = (SampleHost.Records, SampleHost.District.Warehouse);
        var people = records.People.List("maple-valley");
        var students = warehouse.As(Viewer.Operator("tests")).Ask(new Query<string>("SELECT t.student_id FROM seen.student t")).Order(StringComparer.Ordinal).ToList();
        var reasons = new HashSet<string>(StringComparer.Ordinal);
        foreach (var student in Asked(students, warehouse, people))
        {
            var alone = from person in people
                        let scope = warehouse.As(Viewing.Of(person, records, warehouse)).WhyMaySee(student)
                        where scope is not null
                        select (person.UserName, scope);
            var together = Viewing.WhoMaySee(student, people, records, warehouse).Select(s => (s.Person.UserName, s.Scope)).ToList();

            Assert.That(together, Is.EqualTo(alone));
            reasons.UnionWith(together.Select(t => t.Scope.Split(':')[0]));
        }
        Assert.That(reasons, Is.EquivalentTo(new[] { "district", "school", "section", "student" }));
    }

    /// <summary>Some students of the district, and whom the family and the teacher see.</summary>
    static IEnumerable<string> Asked(List<string> students, DataWarehouse warehouse, IReadOnlyList<Records.Person> people) => students.Where((_, i) => i % 80 == 0)
        .Concat(people.Where(p => p.GuardianId is not null || p.StaffId is not null).SelectMany(p => warehouse.As(Viewing.Of(p, SampleHost.Records, warehouse))
            .Ask(new Query<string>("SELECT t.student_id FROM seen.student t ORDER BY t.student_id")).Take(2)))
        .Distinct(StringComparer.Ordinal);
}
