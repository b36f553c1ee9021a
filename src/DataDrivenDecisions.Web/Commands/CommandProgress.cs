using DataDrivenDecisions.Importing;

namespace DataDrivenDecisions.Web.Commands;

/// <summary>Says on standard error how far a command has come: on a terminal one line that is drawn over, elsewhere a line per step.</summary>
sealed class CommandProgress(TextWriter err, bool isTerminal) : IProgress<string>, IProgress<ImportProgress>
{
    const int Width = 100;
    const int BarWidth = 16;
    readonly Lock _writing = new();
    bool _isDrawn;

    public void Report(string value)
    {
        lock (_writing)
        {
            Clear();
            err.WriteLine(value);
            err.Flush();
        }
    }

    /// <summary>Draws how far an import has come; elsewhere than on a terminal it says nothing.</summary>
    public void Report(ImportProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!isTerminal)
            return;
        lock (_writing)
        {
            var filled = (int)(BarWidth * value.ShareRead);
            var line = $"[{new string('#', filled)}{new string('.', BarWidth - filled)}] {value.File}: {value.Sentence}";
            err.Write('\r' + (line.Length > Width ? line[..Width] : line.PadRight(Width)));
            err.Flush();
            _isDrawn = true;
        }
    }

    /// <summary>Wipes the bar away.</summary>
    public void Clear()
    {
        if (!_isDrawn)
            return;
        err.Write('\r' + new string(' ', Width) + '\r');
        _isDrawn = false;
    }
}
