using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Web.Commands;

/// <summary>
/// The program may open so few files that a part of it stays shut. Then nothing more can be loaded, so that this last guard uses what is there from the first moment: no list is gone through but by hand, no text is looked for
/// by pattern.
/// </summary>
static class PartWithheld
{
    const int NoMoreFiles = 24, NoMoreFilesOfMachine = 23;

    public const string Sentence = Shortage.PartWithheld;

    /// <summary>True where a failure comes of it, however it is wrapped.</summary>
    public static bool IsCauseOf(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
            if (failure is FileNotFoundException or FileLoadException ? failure.Message.Contains("Could not load file or assembly", StringComparison.Ordinal) : failure is IOException { HResult: NoMoreFiles or NoMoreFilesOfMachine })
                return true;
        return false;
    }
}
