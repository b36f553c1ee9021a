using DataDrivenDecisions.Benchmarks;

return args switch
{
    ["import", .. var rest] => ImportRate.Run(rest),
    [Contender.Command, .. var rest] => Contender.Run(rest),
    ["doors", .. var rest] => DoorTable.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        import [MEGABYTES…]   how fast an attendance file is validated and loaded, beside raw readers of the same file (default 64 256)
        doors [--roster FOLDER|FILE] [--roster-from-ids] FOLDER…
                              what becomes of every file below the folders: format, rows, top reason; with a roster loaded first, or one made of the files' own student ids
        """);
    return 2;
}
