namespace DataDrivenDecisions.Importing.Formats.Clever;

/// <summary>
/// What the CSV files of Clever's SFTP sync share. The layout is the one that Clever publishes for districts (schools, students, teachers, sections,
/// enrollments); it was not tried with a real district's files.
/// </summary>
/// <param name="file">The file's name without its ending.</param>
public abstract class CleverFormat(string file) : Format
{
    public sealed override string Name => "Clever " + file;
    public sealed override string Family => "Clever";
    public sealed override string Sample => $"clever/{file}.csv";
    public sealed override string UsualFile => file + ".csv";
}
