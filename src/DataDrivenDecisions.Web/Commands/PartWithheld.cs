using System.Text;
using DataDrivenDecisions.Warehouse;
using Microsoft.Win32.SafeHandles;

namespace DataDrivenDecisions.Web.Commands;

/// <summary>
/// The program may open so few files that a part of it stays shut. Then nothing more can be loaded, so that this last guard uses what is there from the first moment: no list is gone through but by hand, no text is looked for
/// by pattern.
/// </summary>
static class PartWithheld
{
    const int NoMoreFiles = 24, NoMoreFilesOfMachine = 23;

    const int StandardError = 2;

    static readonly byte[] Sentence = Encoding.UTF8.GetBytes(Shortage.PartWithheld + "\n");

    /// <summary>The process's error stream as it is. The console's own asks for further parts of the program with its first line.</summary>
    public static Stream OpenWords()
    {
        if (OperatingSystem.IsWindows())
            return Console.OpenStandardError();
        try
        {
            var words = new FileStream(new SafeFileHandle(StandardError, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            words.Write([]); // what writing needs is there from now on
            return words;
        }
        catch (Exception closed) when (closed is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return Stream.Null; // nobody listens
        }
    }

    /// <summary>Says it.</summary>
    public static void Say(Stream words) => words.Write(Sentence, 0, Sentence.Length);

    /// <summary>True where a failure comes of it, however it is wrapped.</summary>
    public static bool IsCauseOf(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
            if (failure is FileNotFoundException or FileLoadException ? failure.Message.Contains("Could not load file or assembly", StringComparison.Ordinal) : failure is IOException { HResult: NoMoreFiles or NoMoreFilesOfMachine })
                return true;
        return false;
    }
}
