using System.Text;
using System.Text.RegularExpressions;

namespace DataDrivenDecisions.Importing.Reading.Sources;

/// <summary>Cuts a text of JSON into its outermost objects without holding more than one of them.</summary>
internal sealed partial class ObjectCutter(TextReader text, string file, ImportLimits limits) : IDisposable
{
    // Some hosts and tools answer a page as {"value": [...]}, with what else they say of it before or behind the records.
    const int LongestWrapping = 4096;

    readonly char[] _buffer = new char[32 * 1024];
    readonly StringBuilder _object = new();
    int _next, _length;
    long _line = 1;
    bool _isWrapped;

    public string File { get; } = file;

    /// <summary>The object as it stands in the file.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The line on which the object begins.</summary>
    public long Line { get; private set; }

    public static ImportRejected Broken(string file, long line) =>
        new(file, FormattableString.Invariant($"The JSON is broken near line {line}."), "Fetch or export the page again, and see that it arrives whole.");

    /// <summary>Moves to the next object; false at the end.</summary>
    public bool Next()
    {
        while (Take(out var c))
        {
            if (c == '{' && !_isWrapped && TakeWrapping())
                _isWrapped = true;
            else if (c == ']' && _isWrapped)
                SkipRest();
            else if (c == '{')
            {
                Line = _line;
                Object();
                return true;
            }
            else if (!char.IsWhiteSpace(c) && c is not ('[' or ']' or ','))
                throw Broken(File, _line);
        }
        return _isWrapped ? throw Broken(File, _line) : false;
    }

    public void Dispose() => text.Dispose();

    /// <summary>Moves into the list of a wrapped page; false where the object that has just begun is a record itself.</summary>
    bool TakeWrapping()
    {
        var wrapping = Wrapping().Match(new string(_buffer, _next, Math.Min(LongestWrapping, _length - _next)));
        for (var i = 0; i < wrapping.Length; i++)
            Take(out _);
        return wrapping.Success;
    }

    /// <summary>Moves behind a wrapped page, past what it says behind its records.</summary>
    void SkipRest()
    {
        Object();
        _isWrapped = false;
    }

    void Object()
    {
        _object.Clear().Append('{');
        var (depth, isQuoted, isEscaped) = (1, false, false);
        while (depth > 0)
        {
            if (!Take(out var c))
                throw Broken(File, _line);
            _object.Append(c);
            if (_object.Length > limits.LineCharacters * 4L)
                throw LimitSetting.LineCharacters.Refuse(limits, File, "One of its records is far too long.", "Look for a bracket that is never closed, and fetch the page again.");
            if (isQuoted)
                (isQuoted, isEscaped) = (isEscaped || c != '"', !isEscaped && c == '\\');
            else
            {
                isQuoted = c == '"';
                depth += c switch { '{' or '[' => 1, '}' or ']' => -1, _ => 0 };
            }
        }
        Text = _object.ToString();
    }

    bool Take(out char c)
    {
        if (_next == _length)
            (_next, _length) = (0, text.ReadBlock(_buffer, 0, _buffer.Length));
        c = _length > 0 ? _buffer[_next++] : '\0';
        if (c == '\n')
            _line++;
        return _length > 0;
    }

    [GeneratedRegex("""\A\s*("@?[\w.]+"\s*:\s*("[^"]*"|\d+|null)\s*,\s*)*"value"\s*:\s*\[""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Wrapping();
}
