namespace DataDrivenDecisions.SampleDistrict;

/// <summary>The roster as a OneRoster 1.1 bulk zip; end dates are exclusive, as the specification has it.</summary>
internal static class OneRosterFiles
{
    static readonly string[] Kinds =
    [
        "academicSessions", "categories", "classes", "classResources", "courses", "courseResources", "demographics",
        "enrollments", "lineItems", "orgs", "resources", "results", "users",
    ];

    static readonly string[] Sent = ["academicSessions", "classes", "courses", "demographics", "enrollments", "orgs", "users"];

    public static SampleZip Zip(District district) => new SampleZip("1-history/oneroster.zip")
        .With("manifest.csv", Manifest())
        .With("academicSessions.csv", Sessions())
        .With("orgs.csv", Orgs())
        .With("courses.csv", CourseList())
        .With("classes.csv", Classes(district))
        .With("users.csv", Users(district))
        .With("enrollments.csv", Enrollments(district))
        .With("demographics.csv", Demographics(district));

    static CsvTable Manifest()
    {
        var table = new CsvTable("propertyName", "value");
        table.Add("manifest.version", "1.0");
        table.Add("oneroster.version", "1.1");
        foreach (var kind in Kinds)
            table.Add("file." + kind, Sent.Contains(kind) ? "bulk" : "absent");
        table.Add("source.systemName", "Maple Valley SIS");
        table.Add("source.systemCode", "mv-sis");
        return table;
    }

    static string YearId(int ends) => Text.Of($"mv-{ends}");

    static CsvTable Sessions()
    {
        var table = new CsvTable("sourcedId", "status", "dateLastModified", "title", "type", "startDate", "endDate", "parentSourcedId", "schoolYear");
        foreach (var year in SchoolCalendar.Years)
        {
            var ends = year.Year.Ends;
            void Add(string id, string title, string type, DateOnly first, DateOnly last, string parent) =>
                table.Add(id, "", "", title, type, Text.Iso(first), Text.Iso(last.AddDays(1)), parent, Text.Of(ends));
            Add(YearId(ends), year.Year.ToString(), "schoolYear", year.FirstDay, year.LastDay, "");
            for (var half = 1; half <= 2; half++)
            {
                var semester = Text.Of($"{YearId(ends)}-s{half}");
                Add(semester, Text.Of($"Semester {half} {year.Year}"), "semester", year.QuarterStart(half * 2 - 1), year.QuarterEnd(half * 2), YearId(ends));
                for (var quarter = half * 2 - 1; quarter <= half * 2; quarter++)
                    Add(Text.Of($"{YearId(ends)}-q{quarter}"), Text.Of($"Quarter {quarter} {year.Year}"), "gradingPeriod", year.QuarterStart(quarter), year.QuarterEnd(quarter), semester);
            }
        }
        return table;
    }

    static CsvTable Orgs()
    {
        var table = new CsvTable("sourcedId", "status", "dateLastModified", "name", "type", "identifier", "parentSourcedId");
        table.Add(Schools.DistrictSourcedId, "", "", Schools.DistrictName, "district", Schools.DistrictIdentifier, "");
        foreach (var school in Schools.All)
            table.Add(school.SourcedId, "", "", school.Name, "school", school.Number, Schools.DistrictSourcedId);
        return table;
    }

    static CsvTable CourseList()
    {
        var table = new CsvTable("sourcedId", "status", "dateLastModified", "schoolYearSourcedId", "title", "courseCode", "grades", "orgSourcedId", "subjects", "subjectCodes");
        foreach (var course in Courses.All)
            table.Add(course.SourcedId, "", "", "", course.Title, course.Code, Text.Grade(course.Grade), Schools.DistrictSourcedId, course.Subject, "");
        return table;
    }

    static CsvTable Classes(District district)
    {
        var table = new CsvTable("sourcedId", "status", "dateLastModified", "title", "grades", "courseSourcedId", "classCode", "classType", "location",
            "schoolSourcedId", "termSourcedIds", "subjects", "subjectCodes", "periods");
        foreach (var section in district.Timetable.Sections)
            table.Add(section.SourcedId, "", "", Text.Of($"{section.Course.Title} - {section.Number}"), Text.Grade(section.Course.Grade), section.Course.SourcedId,
                Text.Of($"{section.Course.Code}-{section.Number:00}"), "scheduled", "", section.School.SourcedId,
                Text.Of($"{YearId(section.Year.Ends)}-s1,{YearId(section.Year.Ends)}-s2"), section.Course.Subject, "", section.Course.IsElementary ? "" : Text.Of(section.Period));
        return table;
    }

    static CsvTable Users(District district)
    {
        var table = new CsvTable("sourcedId", "status", "dateLastModified", "enabledUser", "orgSourcedIds", "role", "username", "userIds", "givenName", "familyName",
            "middleName", "identifier", "email", "sms", "phone", "agentSourcedIds", "grades", "password");
        foreach (var staff in district.Staff)
            table.Add(staff.SourcedId, "", "", "true", staff.School?.SourcedId ?? Schools.DistrictSourcedId, staff.Role, staff.SourcedId, "", staff.GivenName, staff.FamilyName,
                "", staff.SourcedId["mv".Length..], Text.Of($"{staff.SourcedId}@staff.maplevalley.example"), "", "", "", "", "");
        foreach (var student in district.Students)
        {
            var last = student.Spells[^1];
            var isHere = last.Exit is null;
            table.Add(student.SourcedId, "", "", isHere ? "true" : "false", last.School.SourcedId, "student", "s" + student.Number, "", student.GivenName, student.FamilyName,
                "", student.Number, Text.Of($"s{student.Number}@students.maplevalley.example"), "", "", student.Guardian, Text.Grade(last.Grade), "");
        }
        foreach (var family in district.Students.GroupBy(s => s.Family).OrderBy(g => g.Key))
            AddGuardian(table, district, [.. family]);
        return table;
    }

    static void AddGuardian(CsvTable table, District district, Student[] children)
    {
        var id = children[0].Guardian;
        var rng = Rng.For(district.Options.Seed, Stream.Names, -children[0].Family);
        var isSample = id == SamplePeople.Family.RosterId;
        var given = isSample ? "Rosalind" : Names.Given(rng, rng.Chance(0.7));
        var family = isSample ? "Ferreira" : Names.EverydayFamily(rng);
        table.Add(id, "", "", "true", string.Join(',', children.Select(c => c.Spells[^1].School.SourcedId).Distinct()), "guardian", id, "", given, family, "", "",
            id + "@families.maplevalley.example", "", "", string.Join(',', children.Select(c => c.SourcedId)), "", "");
    }

    static CsvTable Enrollments(District district)
    {
        var table = new CsvTable("sourcedId", "status", "dateLastModified", "classSourcedId", "schoolSourcedId", "userSourcedId", "role", "primary", "beginDate", "endDate");
        var number = 0;
        foreach (var section in district.Timetable.Sections)
        {
            var calendar = SchoolCalendar.For(section.Year);
            table.Add(Text.Of($"mve-{++number:0000000}"), "", "", section.SourcedId, section.School.SourcedId, section.Teacher, "teacher", "true",
                Text.Iso(calendar.FirstDay), Text.Iso(calendar.LastDay.AddDays(1)));
        }
        foreach (var (section, spell) in district.Timetable.Seats)
            table.Add(Text.Of($"mve-{++number:0000000}"), "", "", section.SourcedId, section.School.SourcedId, spell.Student.SourcedId, "student", "false",
                Text.Iso(spell.Entry), Text.Iso((spell.Exit ?? SchoolCalendar.For(spell.Year).LastDay).AddDays(1)));
        return table;
    }

    static CsvTable Demographics(District district)
    {
        var table = new CsvTable("sourcedId", "status", "dateLastModified", "birthDate", "sex", "americanIndianOrAlaskaNative", "asian", "blackOrAfricanAmerican",
            "nativeHawaiianOrOtherPacificIslander", "white", "demographicRaceTwoOrMoreRaces", "hispanicOrLatinoEthnicity", "countryOfBirthCode",
            "stateOfBirthAbbreviation", "cityOfBirth", "publicSchoolResidenceStatus");
        foreach (var student in district.Students)
        {
            // Children of one family answer alike.
            var rng = Rng.For(district.Options.Seed, Stream.Demographics, student.Family);
            var race = rng.Weighted(1, 8, 14, 1, 70, 6);
            var hispanic = rng.Chance(0.27);
            static string Flag(bool value) => value ? "true" : "false";
            table.Add(student.SourcedId, "", "", Text.Iso(student.Born), student.Female ? "female" : "male", Flag(race == 0), Flag(race is 1 or 5), Flag(race == 2),
                Flag(race == 3), Flag(race is 4 or 5), Flag(race == 5), Flag(hispanic), "", "", "", "");
        }
        return table;
    }
}
