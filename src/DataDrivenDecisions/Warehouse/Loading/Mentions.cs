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
        string? _newest;
        int _newestNumber;

        public IReadOnlyDictionary<string, int> Numbers => _numbers;

        /// <summary>The number of an id, or null where there is none.</summary>
        public long? Of(string? id)
        {
            if (id is null)
                return null;
            // Rows of one school stand together in most files.
            if (ReferenceEquals(id, _newest))
                return _newestNumber;
            if (!_numbers.TryGetValue(id, out var number))
                _numbers[id] = number = ++all._newest;
            (_newest, _newestNumber) = (id, number);
            return number;
        }
    }
}
