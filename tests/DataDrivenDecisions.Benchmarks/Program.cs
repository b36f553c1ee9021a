using DataDrivenDecisions.Benchmarks;
using DataDrivenDecisions.Benchmarks.Charts;
using DataDrivenDecisions.Warehouse;

MemoryAllowance.OfProcess.Apply();

return args switch
{
    ["import", .. var rest] => ImportRate.Run(rest),
    [Contender.Command, .. var rest] => Contender.Run(rest),
    ["doors", .. var rest] => DoorTable.Run(rest),
    ["growth", .. var rest] => GrowthPeer.Run(rest),
    ["headtohead", .. var rest] => HeadToHead.Run(rest),
    [ProductSide.Command, .. var rest] => ProductSide.Run(rest),
    ["evaluate", .. var rest] => EvaluationPeer.Run(rest),
    ["train", .. var rest] => TrainPeer.Run(rest),
    [TrainPeer.Command, .. var rest] => TrainPeer.RunProduct(rest),
    ["charts", .. var rest] => ChartsPeer.Run(rest),
    [ChartsPeer.Command, .. var rest] => ChartsPeer.RunProduct(rest),
    ["district", .. var rest] => DistrictNight.Run(rest),
    ["state", .. var rest] => StateNight.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        import [MEGABYTES…]   how fast an attendance file is validated and loaded, beside raw readers of the same file (default 64 256)
        doors [--roster FOLDER|FILE] [--roster-from-ids] FOLDER…
                              what becomes of every file below the folders: format, rows, top reason; with a roster loaded first, or one made of the files' own student ids
        growth [--priors N] [--method fn|pfn|br] [--invented STUDENTS,…] [TABLE.csv]
                              growth percentiles of the table's cohorts, or of invented ones, beside R's quantreg under the same rule: other percentiles, loss, time
        headtohead [--rounds N] [--years N] STUDENTS…
                              import and indicators of an invented population by the product, plain DuckDB SQL, pandas and data.table in turn: equal figures first, then one table (docs/benchmarks.md)
        evaluate [--alone] [--published FOLDER] [--only WORD]
                              what evaluate reaches on published and invented tables, beside a tuned random forest, boosted trees and a logistic regression of scikit-learn and xgboost
        train [--rounds N] [ROWS…]
                              boosted trees of the product on a matrix of 38 inputs, beside xgboost and scikit-learn: seconds to learn and to score all, AUC on rows not learned from
        charts [--rounds N] [--pictures FOLDER]
                              every chart of the product and its pages as SVG, beside matplotlib drawing the same marks as PNG: the same places first, then seconds on all cores a chart
        district [STUDENTS] [YEARS]
                              a district's first import, a night, a day's delivery and the night after it, by stage (default 50000 5)
        state [STUDENTS] [DELIVERIES] [FOLDER]
                              a year of a state's students in one warehouse, delivered in parts, and the night over all of them (default 10000000 10: some hours, 60 GB of disk);
                              a folder that is named is kept: run again, it goes on after the deliveries that it holds
        """);
    return 2;
}
