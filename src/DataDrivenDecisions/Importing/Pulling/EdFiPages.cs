using System.Globalization;
using System.Text.Json;

namespace DataDrivenDecisions.Importing.Pulling;

/// <summary>Reads the lists of an Ed-Fi host page by page, by token where it hands out some, else by counting along.</summary>
internal sealed class EdFiPages(PullJob job, EdFiHost host)
{
    const int UsualPage = 500;

    /// <summary>What the oldest hosts give at most.</summary>
    const int SmallPage = 100;

    const int BadRequest = 400;
    int _size = int.TryParse(job.Source.Option("page-size"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : UsualPage;
    bool _byToken = host.HasTokens;

    /// <summary>What the host answered to the list that it does not offer.</summary>
    public int? Status { get; private set; }

    /// <summary>Reads a resource, all of it or the changes between two versions.</summary>
    /// <returns>False when the host does not offer it.</returns>
    public bool Read(string resource, DraftList said, long? from, long? to)
    {
        void Take(JsonElement record)
        {
            if (!said.Put(record))
                throw new PullFailed($"A record of {resource} has no id.", "Check the address and the version of the service with the vendor.");
        }
        if (_byToken && ReadByToken(resource, Window(from, to), said.Clear, Take) is { } offered)
            return offered;
        return ReadByCount(resource, Window(from, to), said.Clear, Take, () => said.Different);
    }

    /// <summary>What was deleted of a resource between two versions: each record's id, and what its natural key is made of.</summary>
    public bool ReadDeletes(string resource, long from, long to, Action<string, IReadOnlyList<string>> take) => ReadByCount(resource + "/deletes", Window(from, to), () => { }, record =>
    {
        if (SisRecord.Text(record, "id") is { } id)
            take(id, record.TryGetProperty("keyValues", out var key) && key.ValueKind == JsonValueKind.Object ? [.. key.EnumerateObject().Select(k => k.Name)] : []);
    }, null);

    /// <summary>The key changes of a resource between two versions, in the order in which they were made.</summary>
    public IReadOnlyList<KeyChange> KeyChanges(string resource, long from, long to)
    {
        List<(long Version, KeyChange Change)> changes = [];
        ReadByCount(resource + "/keyChanges", Window(from, to), changes.Clear, record => changes.Add((
            record.TryGetProperty("changeVersion", out var version) && version.TryGetInt64(out var number) ? number : 0,
            new KeyChange(EdFiList.ReferenceTo(resource), Values(record, "oldKeyValues"), Values(record, "newKeyValues")))), null);
        return [.. changes.OrderBy(c => c.Version).Select(c => c.Change)];
    }

    bool ReadByCount(string resource, string window, Action begin, Action<JsonElement> take, Func<long>? different)
    {
        long taken = 0;
        void Begin()
        {
            taken = 0;
            begin();
        }
        void Count(JsonElement record)
        {
            taken++;
            take(record);
        }
        var paging = new Paging(job.Client, job.Patience, _size);
        var isOffered = paging.Read(resource, host.Header, "Total-Count",
            offset => Address(resource, FormattableString.Invariant($"offset={offset}&limit={_size}{(offset == 0 ? "&totalCount=true" : "")}{window}")),
            body => body, Begin, Count, different ?? (() => taken));
        if (!isOffered && paging.Status == BadRequest && _size > SmallPage)
        {
            _size = SmallPage;
            return ReadByCount(resource, window, begin, take, different);
        }
        Status = paging.Status;
        return isOffered || Status != BadRequest ? isOffered
            : throw new PullFailed($"The host does not understand how {resource} are asked for (status 400).", "Check the address and the version of the service with the vendor.");
    }

    /// <summary>Null where the host knows nothing of tokens.</summary>
    bool? ReadByToken(string resource, string window, Action begin, Action<JsonElement> take)
    {
        begin();
        for (string? token = null; ;)
        {
            using var answer = job.Client.Get(Address(resource, FormattableString.Invariant($"pageSize={_size}{(token is null ? "" : "&pageToken=" + Uri.EscapeDataString(token))}{window}")), resource, host.Header);
            if (!answer.IsThere)
            {
                Status = (int)answer.Status;
                if (token is not null)
                    throw new PullFailed($"The host stopped to offer {resource} while it was read.", "Nothing was changed. Try again later.");
                return Status == BadRequest ? Without() : false;
            }
            if (answer.Body.ValueKind != JsonValueKind.Array)
                throw new PullFailed($"The host answered {resource} with something else than a list.", "Check the address with the vendor.");
            var next = answer.Header("Next-Page-Token");
            // A host that knows nothing of tokens answers the first of its own pages and no token.
            if (token is null && next is null && answer.Body.GetArrayLength() > 0 && (!host.IsOfTokens || answer.Body.GetArrayLength() >= _size))
                return Without();
            foreach (var record in answer.Body.EnumerateArray())
                take(record);
            if (string.IsNullOrEmpty(next) || answer.Body.GetArrayLength() == 0)
                return true;
            token = next;
        }
    }

    bool? Without()
    {
        _byToken = false;
        return null;
    }

    Uri Address(string resource, string query) => new(host.Data, $"ed-fi/{resource}?{query}");

    static string Window(long? from, long? to) =>
        (from is { } first ? FormattableString.Invariant($"&minChangeVersion={first}") : "") + (to is { } last ? FormattableString.Invariant($"&maxChangeVersion={last}") : "");

    static Dictionary<string, string> Values(JsonElement record, string name) => record.TryGetProperty(name, out var key) && key.ValueKind == JsonValueKind.Object
        ? key.EnumerateObject().Where(k => SisRecord.Text(k.Value) is not null).ToDictionary(k => k.Name, k => SisRecord.Text(k.Value)!, StringComparer.Ordinal)
        : [];
}
