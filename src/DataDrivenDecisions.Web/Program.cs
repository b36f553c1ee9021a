using DataDrivenDecisions.Web.Commands;

return await CommandLine.Run(args, Surroundings.OfProcess(), limitsMemory: true);
