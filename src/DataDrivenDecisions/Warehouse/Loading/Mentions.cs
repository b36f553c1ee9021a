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
        readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);
        Seen[] _texts = new Seen[64];
        int _newest = -1;

        public IReadOnlyDictionary<string, int> Numbers => _numbers;

        /// <summary>The number of an id, or null where there is none.</summary>
        public int? Of(string? text, TextCare care)
        {
            if (text is null)
                return null;
            // Rows of one school stand together in most files, and its students follow each other in the same order day after day.
            if (_newest < 0)
                _newest = Find(text);
            else if (!ReferenceEquals(text, _texts[_newest].Text))
            {
                var next = _texts[_newest].Next;
                if (!ReferenceEquals(text, _texts[next].Text))
                {
                    next = Find(text);
                    _texts[_newest].Next = next;
                }

                _newest = next;
            }

            if (_texts[_newest].IsTrimmed)
                care.CountTrimmed();
            return _texts[_newest].Number;
        }

        int Find(string text)
        {
            if (!_seen.TryGetValue(text, out var place))
            {
                _seen[text] = place = _seen.Count;
                if (place == _texts.Length)
                    Array.Resize(ref _texts, place * 2);
                _texts[place] = new Seen { Number = Number(TextCare.Kept(text)), IsTrimmed = TextCare.IsTrimmed(text) };
            }

            // The reader may hold the same text as another object by now: it is that one which will come again.
            _texts[place].Text = text;
            return place;
        }

        int? Number(string? id)
        {
            if (id is null)
                return null;
            if (!_numbers.TryGetValue(id, out var number))
                _numbers[id] = number = ++all._newest;
            return number;
        }

        struct Seen
        {
            public string Text;
            public int? Number;
            public bool IsTrimmed;

            // Which text came next the last time.
            public int Next;
        }
    }
}
