using System.Runtime.CompilerServices;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Importing.Reading;

namespace DataDrivenDecisions.Importing.Formats.Assessments;

/// <summary>A vendor's result file as its profile describes it: one format per layout, each row with one or several results and their sub-scores.</summary>
public sealed class AssessmentProfileFormat : Format
{
    readonly AssessmentProfile _profile;
    readonly ConditionalWeakTable<Header, BoundProfile> _bound = [];

    internal AssessmentProfileFormat(AssessmentProfile profile)
    {
        _profile = profile;
        MoreHeaders = [.. profile.StudentIds.Concat(profile.Results.Select(r => r.Date.Column).OfType<string>()).Distinct(StringComparer.Ordinal)
            .Except(profile.Headers.Select(h => h.Split('|')[0]), StringComparer.OrdinalIgnoreCase)
            .Where(h => !h.Contains('*', StringComparison.Ordinal))];
    }

    public override string Name => _profile.Name;

    public override string Sample => _profile.Sample;

    public override IReadOnlyList<string> Headers => _profile.Headers;

    public override IReadOnlyList<string> MoreHeaders { get; }

    public override IReadOnlyList<FixedLayout> Layouts => _profile.Layouts;

    public override Turn Turn => Turn.Assessments;

    public override bool NeedsKnownStudents => true;

    /// <summary>Every column with an id of the student, the preferred one first.</summary>
    public override IReadOnlyList<string> StudentIdColumns => _profile.StudentIds;

    public override string IdIssuer => _profile.Vendor;

    public override PersonColumns? Person => _profile.Person;

    internal AssessmentProfile Profile => _profile;

    /// <summary>The layouts of all profiles that come with the program.</summary>
    public static IReadOnlyList<AssessmentProfileFormat> Known { get; } = [.. ProfileFiles.All().Select(p => new AssessmentProfileFormat(p))];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new ProfileRow(row, Bound(row.Header)).Arrivals();
    }

    internal override IReadOnlyList<DayWitness> DayWitnesses(Header header)
    {
        var bound = Bound(header);
        return
        [
            .. from result in bound.Results
               where result.Year is not null || result.Window is not null
               from place in result.Date.Column is { } column ? bound.Places(column) : []
               select new DayWitness(place, (row, day) => new ProfileDates(row, bound, new(row, bound)).MayBe(result, day)),
        ];
    }

    BoundProfile Bound(Header header) => _bound.GetValue(header, h => BoundProfile.Of(_profile, h));
}
