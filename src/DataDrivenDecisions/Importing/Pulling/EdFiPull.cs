using System.Globalization;
using System.Text;

namespace DataDrivenDecisions.Importing.Pulling;

/// <summary>
/// Pulls from an Ed-Fi API: everything the first time; later the key changes, then what changed in the order in which the resources depend on each other,
/// then what was deleted in the reverse order.
/// </summary>
internal sealed class EdFiPull(PullJob job) : RecordPull(job)
{
    const string WithoutVersion = "whole";
    EdFiHost? _host;

    public override string Key => "id";

    EdFiHost Host
    {
        get
        {
            if (_host is null)
            {
                _host = EdFiHost.Of(Job);
                _host.AskVersions();
            }
            return _host;
        }
    }

    public override bool MustStartOver(string since)
    {
        if (Host.Newest is not { } newest)
            return true;
        var isVersion = long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var saved);
        var why = !isVersion ? "everything was read the last time, as the host had its change queries switched off"
            : saved > newest ? "the host was set up anew and counts its changes from the beginning"
            : Host.Oldest > saved + 1 ? "the host no longer tells all changes since the last pull"
            : null;
        if (why is not null)
            Job.Note($"Everything was read, since {why}.");
        return why is not null;
    }

    public override string Read(MirrorDraft draft, string? since)
    {
        var pages = new EdFiPages(Job, Host);
        var newest = Host.Newest;
        long? from = since is null ? null : long.Parse(since, CultureInfo.InvariantCulture) + 1;
        if (from <= newest)
            ReadChanges(draft, pages, from.Value, newest.Value);
        else if (from is null)
            foreach (var list in EdFiList.All)
                ReadWhole(draft, pages, list);
        return newest?.ToString(CultureInfo.InvariantCulture) ?? WithoutVersion;
    }

    public override string Check()
    {
        using var schools = Job.Client.Get(new Uri(Host.Data, "ed-fi/schools?offset=0&limit=1&totalCount=true"), "schools", Host.Header);
        if (!schools.IsThere)
            throw Missing("schools", (int)schools.Status);
        return $"The host answers as Ed-Fi API {Host.Version}".TrimEnd() + (schools.Count("Total-Count") is { } count ? $" and has {count} schools." : ".");
    }

    /// <summary>The draft's own folder, with a word on what is whole in it.</summary>
    public override string Delivery(MirrorDraft draft)
    {
        var there = EdFiList.All.Where(l => draft.Has(l.Names[0])).Select(l => l.FormatResource).Distinct(StringComparer.Ordinal);
        File.WriteAllLines(Path.Combine(draft.Folder, "manifest.csv"),
            ["propertyName,value", "manifest.version,1.0", .. there.Select(r => $"file.{r},bulk"), $"source.systemName,{CsvText.Line([Job.Source.Name], ',')}"], new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return draft.Folder;
    }

    void ReadWhole(MirrorDraft draft, EdFiPages pages, EdFiList list)
    {
        Job.Progress?.Report($"Reading {list.Names[0]}");
        using var said = draft.Open(list.Names[0]);
        if (NameOf(list, name => pages.Read(name, said, null, null)) is null)
            NotOffered(draft, pages, list);
        else
            draft.Settle(list.Names[0], said, isWhole: true, list.Person);
    }

    void ReadChanges(MirrorDraft draft, EdFiPages pages, long from, long to)
    {
        Dictionary<EdFiList, (string Name, DraftList Said)> open = [];
        try
        {
            foreach (var list in EdFiList.All)
                draft.Add(list.Names.SelectMany(name => pages.KeyChanges(name, from, to)));
            foreach (var list in EdFiList.All)
                if (draft.Knows(list.Names[0]))
                    ReadChanges(draft, pages, list, from, to, open);
                else
                    ReadWhole(draft, pages, list);
            foreach (var (name, said) in open.Values.Reverse())
                if (!pages.ReadDeletes(name, from, to, said.Delete))
                    Job.Note($"The host does not tell which {name} were deleted; pull everything now and then with --full.");
            foreach (var (list, (_, said)) in open)
                draft.Settle(list.Names[0], said, isWhole: false, list.Person);
        }
        finally
        {
            foreach (var (_, said) in open.Values)
                said.Dispose();
        }
    }

    void ReadChanges(MirrorDraft draft, EdFiPages pages, EdFiList list, long from, long to, Dictionary<EdFiList, (string, DraftList)> open)
    {
        Job.Progress?.Report($"Reading changes of {list.Names[0]}");
        var said = draft.Open(list.Names[0]);
        if (NameOf(list, name => pages.Read(name, said, from, to)) is { } found)
        {
            open[list] = (found, said);
            return;
        }
        said.Dispose();
        NotOffered(draft, pages, list);
    }

    /// <summary>The name under which the host offers a resource, or null.</summary>
    static string? NameOf(EdFiList list, Func<string, bool> read) => list.Names.FirstOrDefault(read);

    void NotOffered(MirrorDraft draft, EdFiPages pages, EdFiList list)
    {
        if (list.IsEssential)
            throw Missing(list.Names[0], pages.Status ?? 0);
        Job.Note($"The host does not offer {list.Names[0]} (status {pages.Status}).");
        draft.Leave(list.Names[0]);
    }

    static PullFailed Missing(string list, int status) => new($"The host does not offer {list} (status {status}), and without it there is no roster.",
        "Check the address, and ask the vendor to let the client id read it.");
}
