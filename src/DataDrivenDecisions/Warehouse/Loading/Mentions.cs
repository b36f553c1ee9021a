using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>
/// The ids by which a delivery's rows point to other things, each kept once and given a number. A year of attendance names the same students over and
/// over: its rows carry the number, and only the ids themselves are looked up.
/// </summary>
sealed class Mentions
{
    readonly Dictionary<string, Book> _books = new(StringComparer.Ordinal);
    int _newest;

    /// <summary>Columns of the session's own table of mentions.</summary>
    public const string Columns = "ref INTEGER, entity VARCHAR, id VARCHAR";

    /// <summary>The ids of one entity.</summary>
    public Book Of(string entity)
    {
        if (!_books.TryGetValue(entity, out var book))
            _books[entity] = book = new Book(this);
        return book;
    }

    /// <summary>Writes every id once.</summary>
    public void Write(BulkRows rows)
    {
        foreach (var (entity, book) in _books)
            foreach (var (id, number) in book.Numbers)
            {
                rows.Begin();
                rows.Whole(number);
                rows.Text(entity);
                rows.Text(id);
                rows.End();
            }
    }

    /// <summary>The ids of one entity, each with its number.</summary>
    internal sealed class Book(Mentions all)
    {
        readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

        // By the text as it came, so that an id is put in order once and not in every row.
        readonly Dictionary<string, (int? Number, bool IsTrimmed)> _seen = new(StringComparer.Ordinal);
        string? _newest;
        (int? Number, bool IsTrimmed) _newestSeen;

        public IReadOnlyDictionary<string, int> Numbers => _numbers;

        /// <summary>The number of an id, or null where there is none.</summary>
        public int? Of(string? text, TextCare care)
        {
            if (text is null)
                return null;
            // Rows of one school stand together in most files.
            if (!ReferenceEquals(text, _newest))
            {
                if (!_seen.TryGetValue(text, out _newestSeen))
                    _seen[text] = _newestSeen = (Number(TextCare.Kept(text)), TextCare.IsTrimmed(text));
                _newest = text;
            }

            if (_newestSeen.IsTrimmed)
                care.CountTrimmed();
            return _newestSeen.Number;
        }

        int? Number(string? id)
        {
            if (id is null)
                return null;
            if (!_numbers.TryGetValue(id, out var number))
                _numbers[id] = number = ++all._newest;
            return number;
        }
    }
}
