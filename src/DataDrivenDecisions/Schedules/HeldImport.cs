using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Schedules;

/// <summary>A held delivery that a person has looked at and releases: it is imported again from its archived copy, this time with what it would end.</summary>
public static class HeldImport
{
    /// <summary>The state of a held delivery of which what is on file was kept: what waited stays out, and can still be released.</summary>
    public const string KeptOut = "kept-out";

    const string Released = "released";

    /// <summary>True while something of a delivery can be released: it waits, or was kept out.</summary>
    public static bool IsOpen(ImportedDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return delivery.State is ImportState.Held or KeptOut;
    }

    /// <summary>Why a delivery cannot be released, and what to do; null when it can.</summary>
    public static string? WhyNot(RecordStore records, string district, ImportedDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(delivery);
        if (delivery.State == Released)
            return FormattableString.Invariant($"Import {delivery.Id} was released already; nothing of it waits any more.");
        if (!IsOpen(delivery))
            return FormattableString.Invariant($"Import {delivery.Id} is not held; it is {delivery.State}.");
        if (delivery.ArchivedAs is not { } archived || !Path.Exists(archived))
            return FormattableString.Invariant($"No copy of import {delivery.Id} was kept. Import the delivery again.");
        return Newer(records, district, delivery) is { } newer
            ? FormattableString.Invariant($"Import {newer.Id} came from the same source after import {delivery.Id}, and releasing the older one would put back what it said. Release the newer one if it is held; else leave both.")
            : null;
    }

    /// <summary>Releases a held delivery. It stays held when any of its files is not taken.</summary>
    /// <returns>One report per data file, as of any import.</returns>
    /// <param name="district">Where.</param>
    /// <param name="id">The number of the held delivery.</param>
    /// <param name="by">Who releases it: somebody other than who brought it in, where there is anybody else.</param>
    /// <param name="ending">How many records would end, typed by a person who releases alone what she brought in herself.</param>
    /// <param name="progress">Gets how far it is.</param>
    /// <param name="stop">Ends it early; nothing is released then.</param>
    /// <exception cref="ReleaseRefused">It cannot be released, or not by this person; nothing is changed.</exception>
    public static IReadOnlyList<ImportReport> Release(
        District district, long id, string by, long? ending = null, IProgress<ImportProgress>? progress = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(district);
        var records = district.Records;
        var delivery = records.Imports.Show(district.Slug, id) ?? throw new ReleaseRefused(FormattableString.Invariant($"There is no import {id}."));
        if (WhyNot(records, district.Slug, delivery) is { } why)
            throw new ReleaseRefused(why);
        if (SecondPerson.WhyNot(records, district.Slug, delivery, by, ending) is { } whyNotShe)
            throw new ReleaseRefused(whyNotShe);
        var options = ImportOptions.Again(delivery, by) with { HoldsReleased = true };
        var reports = district.Importer.Import([delivery.ArchivedAs!], options, progress, stop);
        if (ImportReport.ExitCode(reports) == 0)
            records.Imports.SetState(id, Released);
        var alone = SecondPerson.Brought(delivery, by) ? ", alone, by typing the number" : "";
        records.Audit.Write(by, "import approved", FormattableString.Invariant($"import {id}: {delivery.WouldEnd} records could end, {reports.Sum(r => r.EndedByAbsence + r.Ended)} ended{alone}"));
        return reports;
    }

    /// <summary>Keeps what is on file: what waits of a held delivery stays out, and can still be released or wait again.</summary>
    /// <returns>Why it cannot be kept, or null when it was.</returns>
    public static string? Keep(RecordStore records, ImportedDelivery delivery, string by) => Turn(records, delivery, by, "keep what is on file", ImportState.Held, KeptOut,
        "is not held any more, so there is nothing to decide.");

    /// <summary>Lets what was kept out wait again, as if nobody had decided.</summary>
    /// <returns>Why it cannot wait, or null when it does.</returns>
    public static string? Reopen(RecordStore records, ImportedDelivery delivery, string by) => Turn(records, delivery, by, "let wait again", KeptOut, ImportState.Held,
        "has nothing that is kept out, so there is nothing to open again.");

    static string? Turn(RecordStore records, ImportedDelivery delivery, string by, string what, string from, string to, string whyNot)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(delivery);
        if (delivery.State != from)
            return FormattableString.Invariant($"Import {delivery.Id} {whyNot}");
        records.Audit.Write(by, what, FormattableString.Invariant($"import {delivery.Id}"));
        records.Imports.SetState(delivery.Id, to);
        return null;
    }

    // What is older must not end what a newer export of the same kind has said.
    static ImportedDelivery? Newer(RecordStore records, string district, ImportedDelivery delivery)
    {
        var held = delivery.Files.Where(f => f.State == ImportState.Held).Select(f => f.Format).ToHashSet(StringComparer.Ordinal);
        return records.Imports.List(district, int.MaxValue).FirstOrDefault(d => d.Id > delivery.Id && d.Source == delivery.Source && d.Files.Any(f => held.Contains(f.Format) && Speaks(d, f)));
    }

    // Of what was kept out only that counts which had been loaded beside it. A release says what the delivery said that it released, which counts in its own place.
    static bool Speaks(ImportedDelivery newer, ImportedFile file) => newer.State switch
    {
        _ when newer.Told.HoldsReleased => false,
        ImportState.Loaded or ImportState.Held or Released => true,
        KeptOut => file.Loaded + file.EndedByAbsence > 0,
        _ => false,
    };
}

/// <summary>A delivery cannot be released; the message says why and what to do.</summary>
public sealed class ReleaseRefused(string message) : Exception(message);
