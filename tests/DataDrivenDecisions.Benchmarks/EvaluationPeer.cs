using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Predicting;

namespace DataDrivenDecisions.Benchmarks;

/// <summary>What <c>evaluate</c> reaches on tables that others published, beside a tuned random forest, boosted trees and a logistic regression of scikit-learn and xgboost on the same tables.</summary>
static class EvaluationPeer
{
    const string Python = "/usr/bin/python3";

    /// <param name="Name">The table as the printed line calls it.</param>
    /// <param name="File">Where it is, below the folder of published tables or the one that the peer writes.</param>
    /// <param name="Reference">The published reference to compare with; empty where there is none.</param>
    sealed record Task(string Name, string File, string Outcome, string Positive = "", string Drop = "", string Time = "", string Reference = "");

    static IEnumerable<Task> Tasks(string? published, string own)
    {
        if (published is not null)
        {
            var uci = Path.Combine(published, "uci_student_performance");
            foreach (var (file, name, references) in new[] { ("student-mat.csv", "math", (string[])[".971/.900", ".910/.916", ".678/.672"]), ("student-por.csv", "Portuguese", [".968/.948", ".937/.920", ".830/.789"]) })
                foreach (var (drop, reference) in new[] { "", "G2", "G1,G2" }.Zip(references))
                    yield return new($"{name}{(drop.Length > 0 ? " without " + drop : "")}", Path.Combine(uci, file), "G3<10", Drop: drop, Reference: reference);
            yield return new("xAPI", Path.Combine(published, "xapi_edu", "xAPI-Edu-Data.csv"), "Class", Reference: "right .756/.794");
            yield return new("OULAD day 0", Path.Combine(own, "oulad_day0.csv"), "at_risk", "yes", Time: "code_presentation", Reference: ".666");
            yield return new("OULAD day 60", Path.Combine(own, "oulad_day60.csv"), "at_risk", "yes", Time: "code_presentation", Reference: ".761");
            yield return new("Exam, single sex", Path.Combine(published, "r_sets", "mlmRev__Exam.csv"), "normexam<-0.5", Drop: "school,student");
            yield return new("MathAchieve", Path.Combine(published, "r_sets", "nlme__MathAchieve.csv"), "MathAch<8", Drop: "School");
            yield return new("apipop", Path.Combine(published, "r_sets", "survey__apipop.csv"), "awards", "No", Drop: "name,sname,dname,cname,sch.wide,comp.imp,both,growth,api99,target");
            yield return new("star", Path.Combine(published, "r_sets", "mlmRev__star.csv"), "read<450", Drop: "id,math,tch");
        }

        yield return new("breast cancer", Path.Combine(own, "breast_cancer.csv"), "target", "0");
        yield return new("diabetes", Path.Combine(own, "diabetes.csv"), "target", "yes");
        yield return new("wine", Path.Combine(own, "wine.csv"), "target");
        yield return new("iris", Path.Combine(own, "iris.csv"), "target");
        yield return new("digits", Path.Combine(own, "digits.csv"), "target", "high");
        yield return new("invented", Path.Combine(own, "invented.csv"), "left_school", "TRUE");
    }

    /// <summary>Runs <c>evaluate [--alone] [--only WORD] [--published FOLDER]</c>.</summary>
    public static int Run(string[] args)
    {
        var published = Option(args, "--published");
        var isAlone = args.Contains("--alone");
        var only = Option(args, "--only") ?? "";
        var own = Directory.CreateTempSubdirectory("ddd-evaluate-").FullName;
        try
        {
            Peer(["--tables", own, .. published is null ? (string[])[] : [Path.Combine(published, "oulad")]]);
            Console.WriteLine("table                    rows     AUC: product  forest   tuned  boosted  xgboost  logistic    Brier: product  forest    tuned     right   cpu s: product  forest  boosted  xgboost   reference (forest/logistic)  chosen");
            var poorer = 0;
            foreach (var task in Tasks(published, own).Where(t => t.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
                poorer += Compare(task, isAlone);
            Console.WriteLine(poorer == 0 ? "nowhere more than .01 below the tuned forest" : string.Create(CultureInfo.InvariantCulture, $"{poorer} tables more than .01 below the tuned forest, or with a higher Brier score"));
            return 0;
        }
        finally
        {
            Directory.Delete(own, recursive: true);
        }
    }

    static int Compare(Task task, bool isAlone)
    {
        var (clock, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var result = Evaluation.Run(TableFile.Read(task.File), new EvaluationOptions
        {
            Outcome = task.Outcome,
            Positive = task.Positive.Length == 0 ? null : task.Positive,
            Drop = task.Drop.Split(',', StringSplitOptions.RemoveEmptyEntries),
            Time = task.Time.Length == 0 ? null : task.Time,
        });
        var spent = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
        if (isAlone)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{task.Name,-22} {result.Rows,6}    AUC {result.Auc:0.0000}  Brier {result.Brier:0.0000}  {spent:0.0} cpu s  {string.Join("; ", result.LearnedBy.Select(c => $"{c.Key} {c.Value:0.00}"))}"));
            return 0;
        }

        var peers = JsonSerializer.Deserialize<Dictionary<string, Reached>>(Peer([task.File, task.Outcome, task.Positive, task.Drop, task.Time]), Side.Json)!;
        var forest = peers["forest"];
        var isPoorer = result.Auc < forest.Auc - 0.01 || result.Brier > forest.Brier + 0.0005;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{task.Name,-22} {result.Rows,6}    {result.Auc,13:0.0000} {forest.Auc,8:0.0000} {Auc(peers, "tuned"),8} {Auc(peers, "hgb"),8} {Auc(peers, "xgboost"),8} {Auc(peers, "logistic"),8} {result.Brier,15:0.0000} {forest.Brier,9:0.0000} {peers["tuned"].Brier,8:0.0000} {result.ShareRight,8:0.000} {spent,15:0.0} {forest.Cpu,7:0.0} {Cpu(peers, "hgb"),7} {Cpu(peers, "xgboost"),7}   {task.Reference,-16} {(isPoorer ? "POORER " : "")}{result.LearnedBy.MaxBy(c => c.Value).Key}"));
        return isPoorer ? 1 : 0;
    }

    static string Auc(Dictionary<string, Reached> peers, string name) => peers.TryGetValue(name, out var peer) ? peer.Auc.ToString("0.0000", CultureInfo.InvariantCulture) : "-";

    static string Cpu(Dictionary<string, Reached> peers, string name) => peers.TryGetValue(name, out var peer) ? peer.Cpu.ToString("0.0", CultureInfo.InvariantCulture) : "-";

    static string Peer(string[] args)
    {
        var start = new ProcessStartInfo(Python, ["-W", "ignore", Path.Combine(AppContext.BaseDirectory, "Peers", "evaluate_peer.py"), .. args]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? said : throw new InvalidOperationException("The peer ended with an error; what it said stands above. It needs python3-pandas and python3-sklearn (Debian).");
    }

    static string? Option(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    sealed record Reached(double Auc, double Brier, double Right, double Wall, double Cpu);
}
