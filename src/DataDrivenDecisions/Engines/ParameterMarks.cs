using System.Text;

namespace DataDrivenDecisions.Engines;

/// <summary>Rewrites parameters from <c>@name</c> to another mark, and leaves strings, quoted names, comments and <c>@@</c> alone.</summary>
static class ParameterMarks
{
    public static string Rewrite(string text, char mark)
    {
        var rewritten = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var end = text[at] switch
            {
                '\'' => PastQuote(text, at, '\''),
                '"' => PastQuote(text, at, '"'),
                '-' when Next(text, at) == '-' => PastLine(text, at),
                '/' when Next(text, at) == '*' => PastComment(text, at),
                '@' when Next(text, at) == '@' => at + 2,
                _ => at + 1,
            };
            if (text[at] == '@' && end == at + 1 && (char.IsAsciiLetter(Next(text, at)) || Next(text, at) == '_'))
                rewritten.Append(mark);
            else
                rewritten.Append(text, at, end - at);
            at = end;
        }

        return rewritten.ToString();
    }

    static char Next(string text, int at) => at + 1 < text.Length ? text[at + 1] : '\0';

    // A doubled quote ends one piece and opens the next, which reads the same.
    static int PastQuote(string text, int at, char quote) => Past(text, text.IndexOf(quote, at + 1), 1);

    static int PastLine(string text, int at) => Past(text, text.IndexOf('\n', at), 1);

    static int PastComment(string text, int at) => Past(text, text.IndexOf("*/", at + 2, StringComparison.Ordinal), 2);

    static int Past(string text, int found, int length) => found < 0 ? text.Length : found + length;
}
