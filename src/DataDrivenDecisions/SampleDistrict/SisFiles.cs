namespace DataDrivenDecisions.SampleDistrict;

/// <summary>The student information system's own exports: the history up to the evening before the sample's day, and the delivery of that day.</summary>
internal static class SisFiles
{
    public static SampleZip History(District district) => new SampleZip("1-history/sis.zip")
        .With("school_enrollment.csv", SchoolEnrollment(district))
        .With("calendar.csv", Calendar())
        .With("attendance.csv", Attendance(district, day => day < MapleValley.Day))
        .With("attendance_submitted.csv", Submitted(district, day => day < MapleValley.Day))
        .With("section_marks.csv", SectionMarks(district.Marks.Posted))
        .With("incidents.csv", Incidents(district, day => day < MapleValley.Day))
        .With("programs.csv", ProgramTimes(district), windows1252: true)
        .With("device_survey.csv", DeviceSurvey(district));

    public static SampleZip Today(District district) => new SampleZip("2-today/sis.zip")
        .With("attendance.csv", Attendance(district, day => day == MapleValley.Day))
        .With("attendance_submitted.csv", Submitted(district, day => day == MapleValley.Day))
        .With("section_marks.csv", SectionMarks(district.Marks.PostedToday))
        .With("incidents.csv", Incidents(district, day => day == MapleValley.Day));

    static CsvTable SchoolEnrollment(District district)
    {
        var table = new CsvTable("student_number", "school_number", "school_year", "grade_level", "entry_date", "entry_code", "exit_date", "exit_code", "exit_reason");
        foreach (var spell in district.Students.SelectMany(s => s.Spells).OrderBy(s => s.Year).ThenBy(s => s.School.Number, StringComparer.Ordinal).ThenBy(s => s.Student.Index))
            table.Add(spell.Student.Number, spell.School.Number, spell.Year.ToString(), Text.Grade(spell.Grade), Text.Iso(spell.Entry), spell.EntryCode,
                Text.Iso(spell.Exit), ExitCode(spell.ExitReason), spell.ExitReason ?? "");
        return table;
    }

    static string ExitCode(string? reason) => reason switch
    {
        null => "", Spell.EndOfYear => "W00", Spell.Graduated => "W10", Spell.Transferred => "W21", Spell.Withdrawn => "W22", _ => "W30",
    };

    static CsvTable Calendar()
    {
        var table = new CsvTable("school_number", "calendar_date", "school_year", "day_type");
        foreach (var school in Schools.All)
            foreach (var year in SchoolCalendar.Years)
                foreach (var day in year.Weekdays)
                    table.Add(school.Number, Text.Iso(day.Date), year.Year.ToString(), day.Type);
        return table;
    }

    static CsvTable Attendance(District district, Func<DateOnly, bool> isSent)
    {
        var table = new CsvTable("student_number", "school_number", "attendance_date", "attendance_code", "portion_absent", "reason");
        foreach (var happened in district.Attendance.Events)
            if (isSent(happened.Day))
                table.Add(happened.Spell.Student.Number, happened.Spell.School.Number, Text.Iso(happened.Day), happened.Code, happened.Portion, happened.Reason);
        return table;
    }

    static CsvTable Submitted(District district, Func<DateOnly, bool> isSent)
    {
        var table = new CsvTable("school_number", "attendance_date", "submitted_at");
        foreach (var day in SchoolCalendar.Years.SelectMany(y => y.SchoolDays).Where(d => d <= MapleValley.Day && isSent(d)))
            foreach (var school in Schools.All)
                if (Submissions.IsSubmitted(school, day))
                    table.Add(school.Number, Text.Iso(day), Submissions.SubmittedAt(district.Options.Seed, school, day));
        return table;
    }

    static CsvTable SectionMarks(List<Mark> marks)
    {
        var table = new CsvTable("student_number", "section_id", "school_number", "school_year", "term", "mark_type", "mark", "percent", "credits_attempted", "credits_earned", "posted_date");
        foreach (var section in marks.GroupBy(m => m.Seat.Section))
            foreach (var mark in section.OrderBy(m => m.Term, StringComparer.Ordinal))
                table.Add(mark.Seat.Spell.Student.Number, section.Key.SourcedId, section.Key.School.Number, section.Key.Year.ToString(), mark.Term, mark.Type, mark.Letter,
                    mark.Percent is { } percent ? Text.Of(percent) : "", mark.GivesCredit ? "0.5" : "", mark.GivesCredit ? mark.EarnsCredit ? "0.5" : "0" : "", Text.Iso(mark.Posted));
        return table;
    }

    static CsvTable Incidents(District district, Func<DateOnly, bool> isSent)
    {
        var table = new CsvTable("incident_id", "student_number", "school_number", "incident_date", "behavior", "state_offense", "action", "action_start_date", "action_days");
        foreach (var incident in district.Incidents.All.Where(i => isSent(i.Day)))
            table.Add(incident.Id, incident.Spell.Student.Number, incident.Spell.School.Number, Text.Iso(incident.Day), incident.Behavior, incident.StateOffense ? "Y" : "N",
                incident.Action, Text.Iso(incident.ActionStart), Text.Of(incident.ActionDays));
        return table;
    }

    static CsvTable ProgramTimes(District district)
    {
        var table = new CsvTable("student_number", "program", "begin_date", "end_date", "detail");
        foreach (var time in Programs.Of(district.Options, district.Students))
            table.Add(time.Student.Number, time.Program, Text.Iso(time.Begin), Text.Iso(time.End), time.Detail);
        return table;
    }

    static CsvTable DeviceSurvey(District district)
    {
        var table = new CsvTable("student_number", "survey_date", "school_year", "primary_learning_device", "device_access", "device_provider",
            "internet_access", "internet_performance", "internet_barrier");
        Programs.Survey(district.Options, district.Students, table);
        return table;
    }
}
