namespace DataDrivenDecisions.Web.Tests.Commands;

/// <summary>A fixture whose tests each have a shell of their own with one district, elm.</summary>
public abstract class OneDistrictTests
{
    private protected Shell Shell { get; private set; } = null!;

    [SetUp]
    public async Task AddDistrict()
    {
        Shell = Made();
        await Shell.Run("district", "add", "elm");
    }

    [TearDown]
    public void CloseShell() => Shell.Dispose();

    /// <summary>The shell, where it is not to be as usual.</summary>
    private protected virtual Shell Made() => new();
}
