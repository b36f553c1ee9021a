using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.EdFi;

/// <summary>Ed-Fi's student contact associations (student parent, before Data Standard 5): which adult answers for which student.</summary>
public sealed class EdFiContactLinks() : EdFiFormat("StudentContact", "studentContactAssociations", "StudentContactAssociation", "StudentParentAssociation", "studentParentAssociations")
{
    // Only who is the child's family may later be given sight of the child; a neighbor who is called in an emergency is not.
    static readonly CodeTable<bool> Relations = new("relation", false, "no guardian, and the tie was kept only with the record",
        ("Father", true), ("Mother", true), ("Father, adoptive", true), ("Mother, adoptive", true), ("Father, foster", true), ("Mother, foster", true), ("Father, step", true),
        ("Mother, step", true), ("Adoptive parents", true), ("Foster parent", true), ("Guardian", true), ("Legal guardian", true), ("Court appointed guardian", true), ("Grandfather", true), ("Grandmother", true), ("Grandparent", true),
        ("Parent", true), ("Step parent", true), ("Emergency Contact", false), ("Neighbor", false), ("Friend", false), ("Other", false), ("Doctor", false), ("Sibling", false), ("Aunt", false), ("Uncle", false), ("Agency representative", false));

    public override Turn Turn => Turn.Demographics;
    public override IReadOnlyList<string> Headers => ["contactReference.contactUniqueId|parentReference.parentUniqueId", "studentReference.studentUniqueId"];
    public override IReadOnlyList<string> MoreHeaders => ["relationDescriptor|Relation"];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var (contact, student) = (row.Id("contactReference.contactUniqueId"), row.StudentId("studentReference.studentUniqueId"));
        if (Code(row, "relationDescriptor") is { } relation && Relations.Of(row, relation))
            yield return new GuardianLinkArrival { Line = row.Line, GuardianId = contact, StudentId = student };
        yield return Whole(row, "studentContactAssociation", $"{student}/{contact}");
    }
}
