using System.Text.Json;

namespace DataDrivenDecisions.Importing.Pulling;

/// <summary>Reads a long list page by page: by counting along, with the host's own counts and links believed where it gives some.</summary>
/// <param name="client">Asks the host.</param>
/// <param name="patience">How often a list is read again that changed while it was read.</param>
/// <param name="size">Records a page.</param>
internal sealed class Paging(SisClient client, PullPatience patience, int size)
{
    /// <summary>The host gave no such list, or our key may not read it.</summary>
    public int? Status { get; private set; }

    /// <summary>When the host's clock says that it answered the first page.</summary>
    public DateTimeOffset? At { get; private set; }

    /// <summary>Records a page.</summary>
    public int Size { get; } = size;

    /// <summary>Reads a list whole; it is read again when its length changed on the way, since then records may have slipped from one page to another.</summary>
    /// <param name="what">What it is called in messages.</param>
    /// <param name="header">A further header.</param>
    /// <param name="total">The header that counts the list.</param>
    /// <param name="page">The address of the page that begins behind so many records.</param>
    /// <param name="items">The records of a page.</param>
    /// <param name="begin">Called before each reading.</param>
    /// <param name="take">Takes a record in.</param>
    /// <param name="different">How many different records were taken in.</param>
    /// <returns>False when the host does not offer the list; <see cref="Status"/> says what it answered.</returns>
    /// <exception cref="PullFailed">It cannot be read, or changes all the time.</exception>
    public bool Read(string what, (string, string)? header, string total, Func<long, Uri> page, Func<JsonElement, JsonElement> items, Action begin, Action<JsonElement> take, Func<long> different)
    {
        for (var reading = 0; reading <= patience.Rereads; reading++)
        {
            begin();
            if (ReadOnce(what, header, total, page, items, take, different) is { } isStill)
                if (isStill)
                    return true;
                else
                    continue;
            return false;
        }
        throw new PullFailed($"The list of {what} changed again and again while it was read, so that records could be missed.", "Nothing was changed. Pull at a quieter hour, or ask the vendor for a snapshot.");
    }

    /// <summary>True when it was read whole, false when its length changed, null when it is not offered.</summary>
    bool? ReadOnce(string what, (string, string)? header, string total, Func<long, Uri> page, Func<JsonElement, JsonElement> items, Action<JsonElement> take, Func<long> different)
    {
        long read = 0;
        long? count = null;
        while (true)
        {
            using var answer = client.Get(page(read), what, header);
            if (!answer.IsThere)
            {
                Status = (int)answer.Status;
                return read == 0 ? null : throw new PullFailed($"The host stopped to offer {what} while it was read.", "Nothing was changed. Try again later.");
            }
            At ??= answer.At;
            var said = answer.Count(total);
            if (count is not null && said is not null && said != count)
                return false;
            count = said ?? count;
            var records = items(answer.Body);
            if (records.ValueKind != JsonValueKind.Array)
                throw new PullFailed($"The host answered {what} with something else than a list.", "Check the address and the version of the service with the vendor.");
            foreach (var record in records.EnumerateArray())
                take(record);
            var got = records.GetArrayLength();
            read += got;
            if (got == 0 || IsLast(answer, read, got, count))
                return (count is null || read == count) && different() == read;
        }
    }

    // A host may cut pages shorter than asked, so a short page alone is the last only where nothing counts or links.
    bool IsLast(SisAnswer answer, long read, int got, long? count)
    {
        if (count is { } all)
            return read >= all;
        return answer.Header("Link") is { } link ? !link.Contains("rel=\"next\"", StringComparison.OrdinalIgnoreCase) && !link.Contains("rel=next", StringComparison.OrdinalIgnoreCase) && got < Size : false;
    }
}
