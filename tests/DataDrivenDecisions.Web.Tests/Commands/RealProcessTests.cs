using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace DataDrivenDecisions.Web.Tests.Commands;

/// <summary>What only a process of its own can show: busy files and ports, and a machine without a browser.</summary>
public sealed class RealProcessTests : OneDistrictTests
{
    [Test]
    public async Task A_command_beside_another_process_that_holds_the_warehouse_is_busy()
    {
        var settings = new DataDrivenDecisions.Warehouse.WarehouseSettings
        {
            File = Path.Combine(Shell.Data, "districts", "elm", "warehouse.duckdb"), Spool = Path.Combine(Shell.Data, "districts", "elm", "spool"),
        };
        using var held = DataDrivenDecisions.Warehouse.DataWarehouse.Open(settings, TimeProvider.System);
        var answer = await RealProcess.Run(Shell.Folder, null, "--data", Shell.Data, "export", "seen.student");
        Assert.That(answer.Code, Is.EqualTo(5), answer.Err);
        Assert.That(answer.Out, Is.Empty);
        Assert.That(answer.Err, Does.Not.Contain("   at "));
    }

    [Test]
    public async Task A_report_without_a_browser_is_written_as_HTML_and_says_how_to_install_one()
    {
        await Shell.Run("import", Shell.File("school_enrollment.csv",
            "student_number,school_number,school_year,grade_level,entry_date,entry_code,exit_date,exit_code,exit_reason\r\n0042137,0110,2025-26,07,2025-08-25,,,,\r\n"));
        var nowhere = new Dictionary<string, string>(StringComparer.Ordinal) { ["DDD_BROWSER"] = Path.Combine(Shell.Folder, "no-browser") };
        var answer = await RealProcess.Run(Shell.Folder, nowhere, "--data", Shell.Data, "report", "student", "0042137", "--out", "sheet.pdf");
        Assert.That(answer.Code, Is.EqualTo(4), answer.Err);
        Assert.That(answer.Err, Does.Contain("Install Chromium"));
        Assert.That(File.ReadAllText(Path.Combine(Shell.Folder, "sheet.html")), Does.StartWith("<!doctype html>"));
        Assert.That(File.Exists(Path.Combine(Shell.Folder, "sheet.pdf")), Is.False);
    }

    [Test]
    public async Task A_service_that_is_told_a_taken_port_says_so()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var answer = await RealProcess.Run(Shell.Folder, null, "--data", Shell.Data, "serve", "--port", port);
        Assert.That(answer.Code, Is.EqualTo(5), answer.Err);
        Assert.That(answer.Err, Does.Contain("--port"));
        Assert.That(File.Exists(Path.Combine(Shell.Data, "run", "ddd.sock")), Is.False);
    }

    [Test]
    public async Task A_real_service_takes_the_commands_of_its_machine()
    {
        using var service = RealProcess.Start(Shell.Folder, null, "--data", Shell.Data, "serve", "--port", "0");
        try
        {
            Assert.That(await service.StandardError.ReadLineAsync(), Does.StartWith("Serving http://127.0.0.1:"));
            var answer = await RealProcess.Run(Shell.Folder, null, "--data", Shell.Data, "doctor", "--json");
            Assert.That(answer.Code, Is.Zero, answer.Err);
            Assert.That(answer.Out, Does.Contain("running on this data folder").And.Not.Contain("not running"));
        }
        finally
        {
            service.Kill();
            await service.WaitForExitAsync();
        }
    }
}
