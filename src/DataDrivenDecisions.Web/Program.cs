using DataDrivenDecisions.Web.Commands;

// Opened before anything else: where no further file may be opened, not even a part of the program, the words must still come out.
using var words = PartWithheld.OpenWords();
try
{
    return await CommandLine.Run(args, Surroundings.OfProcess(), limitsMemory: true);
}
catch (Exception failure) when (PartWithheld.IsCauseOf(failure))
{
    PartWithheld.Say(words);
    return ExitCode.Busy;
}
