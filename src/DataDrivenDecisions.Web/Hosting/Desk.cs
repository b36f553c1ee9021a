using System.Globalization;
using System.Security.Claims;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Warehouse;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace DataDrivenDecisions.Web.Hosting;

/// <summary>What a signed-in person works with during one request: who they are, their district, its day, and their own view of the data.</summary>
public sealed class Desk(RecordStore records, Districts districts)
{
    Person? _person;
    District? _district;
    Viewer? _viewer;
    Reader? _reader;

    /// <summary>True when somebody who may still sign in has signed in.</summary>
    public bool IsOpen => _person is not null;

    public Person Person => _person ?? throw new InvalidOperationException("Nobody has signed in.");
    public District District => _district ??= districts.Open(Person.District);
    public Viewer Viewer => _viewer ??= Viewing.Of(Person, records, District.Warehouse);

    /// <summary>The only way in which a page reads the warehouse.</summary>
    public Reader Reader => _reader ??= District.Warehouse.As(Viewer);

    /// <summary>The past day that is looked back at; null on the day itself.</summary>
    public DateOnly? AsOf { get; private set; }

    /// <summary>Turns to what was known at the end of a day; whom she may see stays what it is today.</summary>
    /// <exception cref="NotKnownThen">Nothing was known then, or the day has not come.</exception>
    public void LookBack(DateOnly day)
    {
        _reader = District.Warehouse.As(Viewer, day);
        AsOf = _reader.AsOfDay;
    }

    /// <summary>True for what had happened by the day that is shown.</summary>
    public bool HadHappened(DateTimeOffset at) => AsOf is not { } day || DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, District.Clock.LocalTimeZone).DateTime) <= day;

    public DistrictRecord Place => records.Districts.Find(Person.District) ?? throw new InvalidOperationException("The person's district is not in the records.");

    /// <summary>The day that is shown: the one that is looked back at, else the one that the district's clock stands at.</summary>
    public DateOnly Today => AsOf ?? District.Today;

    public SchoolYear Year => SchoolYear.Of(Today);

    /// <summary>True when the district's clock is fixed to a demonstration day.</summary>
    public bool IsDemonstration => Place.ClockDay is not null;

    /// <summary>True when this person sees every student of the district, so that a figure over all of it may be shown.</summary>
    public bool CoversDistrict => Viewer.Scopes.Contains("district", StringComparer.Ordinal);

    /// <summary>True when this person answers for the data of the district, or as principal for those of a school.</summary>
    public bool AnswersForData => Person.Role == Role.Principal || (CoversDistrict && Person.Role is Role.Coordinator or Role.Leader);

    /// <summary>True when this person says by which rules the district's students are judged.</summary>
    public bool KeepsRules => CoversDistrict && Person.Role is Role.Coordinator or Role.Leader;

    /// <summary>True when this person sees every student of a school.</summary>
    public bool CoversSchool(string schoolId, string? schoolNumber = null) => CoversDistrict
        || Viewer.Scopes.Contains("school:" + schoolId, StringComparer.Ordinal)
        || (schoolNumber is not null && Viewer.Scopes.Contains("school:" + schoolNumber, StringComparer.Ordinal));

    /// <summary>Keeps in the audit that this person looked at something, named by key and never by a student's name.</summary>
    public void Audit(string what, string about) => records.Audit.Write(Person.UserName, what, AsOf is { } day ? $"{about} as of {LookingBack.Text(day)}" : about);

    /// <summary>Finds the person of the cookie; one who was let go since is signed out.</summary>
    public static async Task Open(HttpContext http, RequestDelegate next)
    {
        if (http.User.Identity is { IsAuthenticated: true })
        {
            var desk = http.RequestServices.GetRequiredService<Desk>();
            if (!desk.Take(http.User))
            {
                await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
                http.User = new ClaimsPrincipal(new ClaimsIdentity());
            }
        }
        await next(http);
    }

    /// <summary>The cookie's content: the person's number and nothing about anyone else.</summary>
    public static ClaimsPrincipal Principal(Person person) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, person.Id.ToString(CultureInfo.InvariantCulture)),
            new Claim(ClaimTypes.Name, person.UserName),
        ],
        CookieAuthenticationDefaults.AuthenticationScheme));

    bool Take(ClaimsPrincipal user)
    {
        var id = user.FindFirstValue(ClaimTypes.NameIdentifier);
        _person = long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? records.People.Find(number) : null;
        if (_person is { IsActive: false })
            _person = null;
        return _person is not null;
    }
}
