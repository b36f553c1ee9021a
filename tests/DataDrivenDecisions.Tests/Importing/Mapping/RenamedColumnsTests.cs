using System.Globalization;
using System.IO.Compression;
using DataDrivenDecisions.Importing.Mapping.Detecting;
using DataDrivenDecisions.Importing.Matching;

namespace DataDrivenDecisions.Tests.Importing.Mapping;

/// <summary>The sample district's own files under other headers and in another order: nearly every column must be told by itself.</summary>
public sealed class RenamedColumnsTests
{
    const int Rows = 400, Seed = 20260313;

    /// <summary>Each column's field and three other ways in which a district might call it.</summary>
    static readonly Dictionary<string, (string Field, string[] Called)> Columns = new(StringComparer.Ordinal)
    {
        ["student_number"] = ("student", ["Stu No.", "PupilID", "LEARNER_NBR"]), ["school_number"] = ("school", ["Sch Nbr", "SiteCode", "CAMPUS #"]),
        ["attendance_date"] = ("date", ["Att Dt", "AbsenceDate", "DAY OF ABSENCE"]), ["attendance_code"] = ("code", ["Att Cd", "AbsCode", "STATUS CODE"]),
        ["portion_absent"] = ("portion_absent", ["Portion of day", "AbsPortion", "DAY PORTION"]), ["reason"] = ("reason", ["Comment text", "ReasonDesc", "NOTES"]),
        ["entry_date"] = ("entry_date", ["Enr Dt", "StartDate", "DATE ENTERED"]), ["exit_date"] = ("exit_date", ["Wd Date", "LeaveDt", "DATE WITHDRAWN"]),
        ["entry_code"] = ("entry_reason", ["Enr Cd", "EntryType", "ENTER REASON"]), ["exit_code"] = ("exit_reason", ["Wd Cd", "ExitTyp", "LEAVE CODE"]), ["exit_reason"] = ("exit_reason", ["Wd Reason", "ReasonForExit", "WHY LEFT"]),
        ["grade_level"] = ("grade", ["Grd Lvl", "GradeLvl", "CURRENT GR"]), ["school_year"] = ("school_year", ["Sch Yr", "AcadYear", "YEAR ENDING"]),
        ["calendar_date"] = ("date", ["Cal Dt", "DateOfDay", "CALENDAR DAY"]), ["day_type"] = ("day_type", ["Day Typ", "TypeOfDay", "EVENT TYPE"]),
        ["submitted_at"] = ("submitted_at", ["Sent At", "TimeSubmitted", "SUBMITTED ON"]), ["section_id"] = ("section", ["Sect ID", "ClassCode", "CLASS SECTION NBR"]),
        ["term"] = ("term", ["Term Cd", "MarkingPeriod", "GRADING TERM"]), ["mark_type"] = ("mark_type", ["Mark Typ", "TypeOfGrade", "GRADE KIND"]),
        ["mark"] = ("mark", ["Letter Grd", "MarkLetter", "FINAL MARK"]), ["percent"] = ("percent", ["Pct", "PercentGrade", "NUMERIC AVG"]),
        ["credits_attempted"] = ("credits_attempted", ["Cr Attempted", "PotentialCredit", "CREDITS POSSIBLE"]), ["credits_earned"] = ("credits_earned", ["Cr Earned", "CreditEarned", "EARNED CREDIT"]),
        ["posted_date"] = ("posted_date", ["Posted Dt", "DateStored", "DATE GRADE POSTED"]), ["incident_id"] = ("incident", ["Inc ID", "IncidentNbr", "CASE NUMBER"]),
        ["incident_date"] = ("date", ["Inc Dt", "OffenseDate", "DATE OF EVENT"]), ["behavior"] = ("behavior", ["Behaviour", "OffenseType", "INFRACTION DESC"]),
        ["state_offense"] = ("state_offense", ["State Rpt", "StateReportable", "REPORTED TO STATE"]), ["action"] = ("action", ["Action Tkn", "Consequence", "DISCIPLINE ACTION"]),
        ["action_start_date"] = ("action_date", ["Action Dt", "ConsequenceDate", "ACTION BEGIN DATE"]), ["action_days"] = ("action_days", ["Days Susp", "ActionLength", "NUMBER OF DAYS"]),
        ["program"] = ("program", ["Prog Name", "ServiceType", "PROGRAM CD"]), ["begin_date"] = ("begin_date", ["Beg Dt", "ServiceStart", "DATE FROM"]), ["end_date"] = ("end_date", ["End Dt", "ServiceEnd", "DATE TO"]),
        ["detail"] = ("detail", ["Details", "ProgramLevel", "DESCRIPTION TEXT"]), ["survey_date"] = ("survey_date", ["Surv Dt", "ResponseDate", "DATE OF SURVEY"]),
        ["primary_learning_device"] = ("device", ["Device Typ", "LearningDevice", "HOME DEVICE"]), ["device_access"] = ("device_access", ["Shared YN", "DeviceShared", "DEVICE ACCESS TYPE"]),
        ["device_provider"] = ("device_provider", ["Provided By", "DeviceOwner", "PROVIDER"]), ["internet_access"] = ("internet", ["Home Internet", "InternetType", "INTERNET AT HOME"]),
        ["internet_performance"] = ("internet_performance", ["Net Perf", "InternetSpeed", "INTERNET PERFORMANCE OK"]), ["internet_barrier"] = ("internet_barrier", ["Barrier", "InternetBarrierType", "BARRIER TO INTERNET"]),
    };

    static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["school_enrollment.csv"] = "enrollments", ["calendar.csv"] = "calendar", ["attendance.csv"] = "attendance", ["attendance_submitted.csv"] = "submitted_days",
        ["section_marks.csv"] = "marks", ["incidents.csv"] = "incidents", ["programs.csv"] = "programs", ["device_survey.csv"] = "device_survey",
    };

    [Test]
    public void Nine_of_ten_columns_are_told_under_other_headers_and_in_another_order()
    {
        using var bench = new ImportBench();
        using var zip = ZipFile.OpenRead(Repository.File("sample-data", "maple-valley", "1-history", "sis.zip"));
        var chance = new Random(Seed);
        var (columns, right, files, kinds) = (0, 0, 0, 0);
        foreach (var (file, kind) in Kinds)
            for (var way = 0; way < 3; way++)
            {
                var (text, header) = Renamed(zip.GetEntry(file)!, way, chance);
                // The file's own name would tell the kind.
                var suggestion = MappingSuggester.Suggest(bench.File("export.csv", text), null, Nobody, null);
                files++;
                kinds += suggestion.Profile.Kind.Name == kind ? 1 : 0;
                var wrong = header.Where(h => !IsRight(suggestion, h)).Select(h => h.Called).ToList();
                columns += header.Count;
                right += header.Count - wrong.Count;
                TestContext.Out.WriteLine($"{file} #{way + 1}: {suggestion.Profile.Kind.Name} ({suggestion.Kinds[0].Confidence:0.00} before {suggestion.Kinds[1].Kind.Name} {suggestion.Kinds[1].Confidence:0.00}), wrong or missed: {string.Join(", ", wrong)}");
            }
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{right} of {columns} columns right ({100.0 * right / columns:0.0}%), {kinds} of {files} kinds right, without a roster"));

        Assert.That(kinds, Is.EqualTo(files));
        Assert.That((double)right / columns, Is.GreaterThanOrEqualTo(0.9));
    }

    // Of two columns for one field either will do: the other one is not read.
    static bool IsRight(MappingSuggestion suggestion, (string Field, string Called) column) =>
        suggestion.Profile.Fields.GetValueOrDefault(column.Field)?.Column is { } found && (found == column.Called || Columns.Values.Any(c => c.Field == column.Field && c.Called.Contains(found)));

    static RosterLook Nobody => new(RosterIds.Of([]), [], new DateOnly(2026, 3, 13));

    static (string Text, IReadOnlyList<(string Field, string Called)> Header) Renamed(ZipArchiveEntry entry, int way, Random chance)
    {
        using var reader = new StreamReader(entry.Open());
        var header = reader.ReadLine()!.Split(',');
        // Quotes would need a parser here; rows without them are enough. Later rows have more kinds of values than the first.
        var rows = Lines(reader).Where(l => !l.Contains('"', StringComparison.Ordinal) && l.Split(',').Length == header.Length).Where((_, i) => i % 7 == 0).Take(Rows).Select(l => l.Split(',')).ToList();
        var order = Enumerable.Range(0, header.Length).OrderBy(_ => chance.Next()).ToList();
        var lines = rows.Select(r => string.Join(';', order.Select(o => r[o]))).Prepend(string.Join(';', order.Select(o => Columns[header[o]].Called[way])));
        return (string.Join('\n', lines), [.. order.Select(o => (Columns[header[o]].Field, Columns[header[o]].Called[way]))]);
    }

    static IEnumerable<string> Lines(StreamReader reader)
    {
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
