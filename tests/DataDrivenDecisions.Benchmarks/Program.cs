using DataDrivenDecisions.Benchmarks;

return args switch
{
    ["import", .. var rest] => ImportRate.Run(rest),
    [Contender.Command, .. var rest] => Contender.Run(rest),
    ["doors", .. var folders] when folders.Length > 0 => DoorTable.Run(folders),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        import [MEGABYTES…]   how fast an attendance file is validated and loaded, beside raw readers of the same file (default 64 256)
        doors FOLDER…         what becomes of every file below the folders: format, rows, top reason
        """);
    return 2;
}
