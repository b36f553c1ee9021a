using System.Text;

namespace DataDrivenDecisions.Web.Commands;

/// <summary>Reads a secret: typed on a terminal without being shown, or as the first line of standard input. It is never an argument, which others could see.</summary>
static class SecretPrompt
{
    public static string? Ask(string prompt)
    {
        if (Console.IsInputRedirected)
            return Console.In.ReadLine()?.Trim();
        Console.Error.Write(prompt + " ");
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
            if (key.Key == ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        Console.Error.WriteLine();
        return typed.ToString();
    }
}
