using System.Diagnostics;

namespace DataDrivenDecisions.Reports;

/// <summary>What became of a printing: a PDF, or the reason why not and what to do.</summary>
/// <param name="Problem">What happened and what to do about it; null when the PDF is there.</param>
public sealed record PrintResult(string? Problem)
{
    public bool IsPrinted => Problem is null;
}

/// <summary>
/// Prints a report to a tagged PDF with the Chromium (or Chrome, or Edge) that is installed on the machine.
/// The document carries everything itself, so the browser is given no network and a profile of its own that is deleted afterwards.
/// </summary>
/// <param name="browser">The browser's executable, or null to look in the usual places.</param>
public sealed class PdfPrinter(string? browser = null)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    readonly string? _browser = browser ?? Find();

    /// <summary>How to get a browser, for whoever reads that there is none.</summary>
    public const string HowToInstall =
        "Install Chromium (Debian and Ubuntu: apt-get install chromium), Google Chrome or Microsoft Edge, or name one in DDD_BROWSER.";

    /// <summary>A browser was found.</summary>
    public bool IsAvailable => _browser is not null;

    /// <summary>Prints the document. A file that is there already is replaced only by a finished PDF.</summary>
    public PrintResult Print(string html, string pdfFile, CancellationToken stop = default)
    {
        if (_browser is null)
            return new PrintResult("No browser that can print a PDF was found. " + HowToInstall);
        // The page lies in a folder of its own with rights for this user only: it names a student.
        var work = Directory.CreateTempSubdirectory("ddd-print-");
        try
        {
            var (page, printed) = (Path.Combine(work.FullName, "report.html"), Path.Combine(work.FullName, "report.pdf"));
            File.WriteAllText(page, html);
            var problem = Run(page, printed, Path.Combine(work.FullName, "profile"), stop);
            if (problem is not null)
                return new PrintResult(problem);
            File.Move(printed, pdfFile, overwrite: true);
            return new PrintResult(Problem: null);
        }
        finally
        {
            Remove(work);
        }
    }

    string? Run(string page, string printed, string profile, CancellationToken stop)
    {
        var start = new ProcessStartInfo(_browser!) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in Arguments(page, printed, profile))
            start.ArgumentList.Add(argument);
        using var process = Start(start);
        if (process is null)
            return $"The browser {_browser} cannot be started. " + HowToInstall;
        // Its chatter is read and dropped, so that a full pipe never stops it.
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!Waited(process, stop))
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            stop.ThrowIfCancellationRequested();
            return $"The browser did not finish within {Patience.TotalSeconds:0} seconds. Try again, or print the HTML by hand.";
        }
        return process.ExitCode == 0 && File.Exists(printed)
            ? null
            : $"The browser {_browser} ended without a PDF (exit code {process.ExitCode}). Update it, or print the HTML by hand.";
    }

    static IEnumerable<string> Arguments(string page, string printed, string profile)
    {
        string[] always =
        [
            "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-extensions", "--disable-sync",
            "--disable-background-networking", "--disable-component-update", "--host-resolver-rules=MAP * ~NOTFOUND",
            "--no-pdf-header-footer", "--export-tagged-pdf", "--generate-pdf-document-outline",
            "--user-data-dir=" + profile, "--print-to-pdf=" + printed,
        ];
        foreach (var argument in always)
            yield return argument;
        // Chromium refuses its sandbox to root, as whom containers run; the page is our own and has no script.
        if (!OperatingSystem.IsWindows() && Environment.UserName == "root")
            yield return "--no-sandbox";
        yield return new Uri(page).AbsoluteUri;
    }

    static Process? Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    static bool Waited(Process process, CancellationToken stop)
    {
        var started = Stopwatch.StartNew();
        while (started.Elapsed < Patience && !stop.IsCancellationRequested)
            if (process.WaitForExit(100))
                return true;
        return false;
    }

    // Chromium's last helper may still hold its profile for a moment.
    static void Remove(DirectoryInfo folder)
    {
        for (var attempt = 0; attempt < 10; attempt++)
            try
            {
                folder.Delete(recursive: true);
                return;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Thread.Sleep(100);
            }
    }

    static string? Find()
    {
        if (Environment.GetEnvironmentVariable("DDD_BROWSER") is { Length: > 0 } named)
            return named;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string[] names = OperatingSystem.IsWindows()
            ? ["chrome.exe", "msedge.exe", "chromium.exe"]
            : ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
        return names.SelectMany(n => folders.Select(f => Path.Combine(f, n))).Concat(Installed()).FirstOrDefault(File.Exists);
    }

    static IEnumerable<string> Installed()
    {
        if (OperatingSystem.IsWindows())
            foreach (var root in new[] { Environment.SpecialFolder.ProgramFiles, Environment.SpecialFolder.ProgramFilesX86, Environment.SpecialFolder.LocalApplicationData })
                foreach (var program in new[] { @"Google\Chrome\Application\chrome.exe", @"Microsoft\Edge\Application\msedge.exe", @"Chromium\Application\chrome.exe" })
                    yield return Path.Combine(Environment.GetFolderPath(root), program);
        else if (OperatingSystem.IsMacOS())
            foreach (var program in new[] { "Google Chrome", "Chromium", "Microsoft Edge" })
                yield return $"/Applications/{program}.app/Contents/MacOS/{program}";
        else
            foreach (var program in new[] { "/usr/bin/chromium", "/usr/bin/google-chrome", "/snap/bin/chromium" })
                yield return program;
    }
}
