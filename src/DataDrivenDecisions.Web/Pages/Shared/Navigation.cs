using DataDrivenDecisions.Records;
using DataDrivenDecisions.Web.Hosting;

namespace DataDrivenDecisions.Web.Pages.Shared;

/// <summary>One entry of the main navigation.</summary>
public sealed record NavigationPlace(string Name, string Path);

/// <summary>Where each role can go from anywhere; it names no place that the person may not open.</summary>
public static class Navigation
{
    static readonly NavigationPlace Today = new("Today", "/");
    static readonly NavigationPlace District = new("District", "/district");
    static readonly NavigationPlace Schools = new("Schools", "/schools");
    static readonly NavigationPlace School = new("School", "/schools");
    static readonly NavigationPlace Sections = new("Sections", "/sections");
    static readonly NavigationPlace Students = new("Students", "/students");
    static readonly NavigationPlace Charts = new("Charts", "/charts");
    static readonly NavigationPlace Imports = new("Imports", "/imports");
    static readonly NavigationPlace Schedules = new("Schedules", "/schedules");

    public static IReadOnlyList<NavigationPlace> For(Desk desk) => desk.Person.Role switch
    {
        Role.Leader or Role.Coordinator when desk.CoversDistrict => [Today, District, Schools, Students, Charts, Imports, Schedules],
        Role.Principal or Role.Counselor => [Today, School, Students, Charts],
        Role.Family => [Today],
        _ => [Today, Sections, Students, Charts],
    };
}

/// <summary>What each role is called on screen.</summary>
public static class RoleWords
{
    public static string Of(Role role) => role switch
    {
        Role.Leader => "District leader",
        Role.Coordinator => "Data coordinator",
        Role.Principal => "Principal",
        Role.Counselor => "Counselor",
        Role.Teacher => "Teacher",
        _ => "Family",
    };
}
