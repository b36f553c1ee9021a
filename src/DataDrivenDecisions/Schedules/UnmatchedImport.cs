using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Matching;
using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Schedules;

/// <summary>
/// The rows of an import that were rejected because the roster does not know their students: a person says once who an id is, the decision holds for every later
/// file with that kind of id, and the rows come in from the archived copy.
/// </summary>
public static class UnmatchedImport
{
    /// <summary>The rule under which such rows are rejected.</summary>
    public const string Rule = "student-not-on-roster";

    /// <summary>The unknown students of an import, and how many of its rows could come in now.</summary>
    /// <exception cref="ReleaseRefused">There is no such import, or no copy of it that could be read.</exception>
    public static Unmatched Of(District district, long id, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(district);
        var delivery = Delivery(district, id);
        var rejected = delivery.Files.Where(f => f.Rejected > 0)
            .Select(f => (f.File, Lines: district.Records.Imports.Rejects(f.Id).Where(r => r.Rule == Rule).Select(r => r.Line).ToHashSet()))
            .Where(f => f.Lines.Count > 0).ToDictionary(f => f.File, f => (IReadOnlySet<long>)f.Lines, StringComparer.Ordinal);
        if (rejected.Count == 0)
            return new Unmatched([], []);
        if (!Path.Exists(delivery.ArchivedAs))
            throw new ReleaseRefused(FormattableString.Invariant($"No copy of import {id} was kept, so its rows cannot be read again. Import the delivery again."));
        try
        {
            return district.Importer.Unmatched(delivery, rejected, stop);
        }
        catch (ImportRejected broken)
        {
            throw new ReleaseRefused(FormattableString.Invariant($"The copy of import {id} cannot be read any more. {broken.Message}"));
        }
    }

    /// <summary>Keeps a person's word on who an unknown student is, or that she is none of the roster's; audited by ids alone.</summary>
    /// <param name="district">The district.</param>
    /// <param name="id">The import.</param>
    /// <param name="file">The data file, or null where only one has such a line.</param>
    /// <param name="line">A rejected line that names the student.</param>
    /// <param name="student">The roster's id or number of the student, or null for none of them.</param>
    /// <param name="by">Who says so.</param>
    /// <exception cref="ReleaseRefused">The line names no unknown student, or the roster has no such student; nothing was kept.</exception>
    public static UnmatchedStudent Decide(District district, long id, string? file, long line, string? student, string by)
    {
        var named = Of(district, id).Students.Where(s => s.Lines.Contains(line) && (file is null || s.File == file || s.File.EndsWith("!" + file, StringComparison.Ordinal))).ToList();
        if (named.Count != 1)
            throw new ReleaseRefused(named.Count == 0
                ? FormattableString.Invariant($"Line {line} of import {id} names no student who is unknown. Look at the list again; it may have been decided already.")
                : FormattableString.Invariant($"Several files of import {id} have a line {line} with an unknown student. Name the file too."));
        var known = student is null ? null : district.Importer.RosterStudent(student)
            ?? throw new ReleaseRefused("The roster has no student with that id or number. Look the student up, and give the roster's id.");
        district.Records.Matches.Decide(district.Slug, new StudentMatch { IdKind = named[0].IdKind, SourceId = named[0].SourceId, StudentId = known, By = by });
        district.Records.Audit.Write(by, known is null ? "student found to be unknown" : "student matched",
            known is null ? FormattableString.Invariant($"import {id}, line {line}") : FormattableString.Invariant($"import {id}, line {line}, student {known}"));
        return named[0];
    }

    /// <summary>Imports the rows whose students are known by now, as a delivery of their own from the same source.</summary>
    /// <returns>One report per data file, as of any import.</returns>
    /// <exception cref="ReleaseRefused">None of the rows can come in; nothing is changed.</exception>
    public static IReadOnlyList<ImportReport> TakeIn(District district, long id, string by, IProgress<ImportProgress>? progress = null, CancellationToken stop = default)
    {
        var unmatched = Of(district, id, stop);
        if (unmatched.ReadyRows == 0)
            throw new ReleaseRefused(FormattableString.Invariant($"No row of import {id} has a student who is known by now. Say first who the students are."));
        var delivery = Delivery(district, id);
        var folder = Path.Combine(district.Folder.Spool, "matched-" + Guid.NewGuid().ToString("N"));
        try
        {
            Directory.CreateDirectory(folder);
            unmatched.WriteReady(folder);
            var options = new ImportOptions { By = by, Name = TakenName(delivery), Source = delivery.Source, Format = delivery.Told.Format, Year = delivery.Told.Year(), Archive = district.Folder.Archive };
            var reports = district.Importer.Import([folder], options, progress, stop);
            district.Records.Audit.Write(by, "matched rows imported", FormattableString.Invariant($"import {id}"));
            return reports;
        }
        finally
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The import that took the rows in afterwards, the newest one; null when none did.</summary>
    public static ImportedDelivery? TakenIn(RecordStore records, string district, ImportedDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(delivery);
        return records.Imports.List(district, int.MaxValue).FirstOrDefault(d => d.Id > delivery.Id && d.Name == TakenName(delivery) && d.State != "undone");
    }

    static string TakenName(ImportedDelivery delivery) => FormattableString.Invariant($"{delivery.Name}, rows matched after import {delivery.Id}");

    static ImportedDelivery Delivery(District district, long id) =>
        district.Records.Imports.Show(district.Slug, id) ?? throw new ReleaseRefused(FormattableString.Invariant($"There is no import {id}."));
}
