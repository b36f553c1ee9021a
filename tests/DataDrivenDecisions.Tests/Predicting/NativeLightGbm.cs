using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using DataDrivenDecisions.Predicting.Learners;

namespace DataDrivenDecisions.Tests.Predicting;

/// <summary>A model that LightGBM's native library trains, tells and explains itself: a witness beside the product's own reading of trees.</summary>
sealed class NativeLightGbm : IDisposable
{
    const string Library = "lib_lightgbm";
    const int Float32 = 0, RowMajor = 1, RawScore = 1, Contributions = 3, MostBytes = 4_000_000;

    readonly int _width;
    readonly IntPtr _data, _booster;

    /// <summary>False where the library, or what it needs, is not on the machine.</summary>
    public static bool IsHere => LightGbmLearner.IsHere && NativeLibrary.TryLoad(Library, typeof(NativeLightGbm).Assembly, DllImportSearchPath.AssemblyDirectory, out _);

    /// <summary>Trains on rows with everything seen by every tree, so that the library's counts are those of the rows.</summary>
    public NativeLightGbm(float[][] rows, bool[] cameTrue, int trees)
    {
        _width = rows[0].Length;
        var how = Text("objective=binary num_leaves=8 min_data_in_leaf=10 learning_rate=0.1 num_threads=1 deterministic=true seed=3 verbosity=-1");
        Check(LGBM_DatasetCreateFromMat(Flat(rows), Float32, rows.Length, _width, RowMajor, how, IntPtr.Zero, out _data));
        Check(LGBM_DatasetSetField(_data, Text("label"), [.. cameTrue.Select(t => t ? 1f : 0)], cameTrue.Length, Float32));
        Check(LGBM_BoosterCreate(_data, how, out _booster));
        for (var i = 0; i < trees; i++)
            Check(LGBM_BoosterUpdateOneIter(_booster, out _));
    }

    /// <summary>Row by row what each input adds, and last where all start, by the library's own TreeSHAP.</summary>
    public double[][] Explain(float[][] rows) => Predict(rows, Contributions, _width + 1);

    /// <summary>The score of each row.</summary>
    public double[] Score(float[][] rows) => [.. Predict(rows, RawScore, 1).Select(r => r[0])];

    /// <summary>Its trees, from the model as it writes it down.</summary>
    public IReadOnlyList<TreeSum.Tree> Trees()
    {
        var text = new byte[MostBytes];
        Check(LGBM_BoosterSaveModelToString(_booster, 0, -1, 0, MostBytes, out var length, text));
        Assert.That(length, Is.LessThan(MostBytes));
        return [.. Encoding.UTF8.GetString(text, 0, (int)length - 1).Split("\n\n").Where(part => part.TrimStart().StartsWith("Tree=", StringComparison.Ordinal)).Select(Tree)];
    }

    static TreeSum.Tree Tree(string text)
    {
        var lines = text.Split('\n').Select(l => l.Split('=', 2)).Where(l => l.Length == 2).ToDictionary(l => l[0], l => l[1], StringComparer.Ordinal);
        T[] Read<T>(string name) where T : IParsable<T> => [.. lines[name].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => T.Parse(n, CultureInfo.InvariantCulture))];
        return new(Read<int>("split_feature"), [.. Read<double>("threshold").Select(t => (float)t)], Read<int>("left_child"), Read<int>("right_child"), Read<double>("leaf_value"));
    }

    double[][] Predict(float[][] rows, int what, int each)
    {
        var told = new double[rows.Length * each];
        Check(LGBM_BoosterPredictForMat(_booster, Flat(rows), Float32, rows.Length, _width, RowMajor, what, 0, -1, Text("num_threads=1"), out var length, told));
        Assert.That(length, Is.EqualTo(told.Length));
        return [.. told.Chunk(each)];
    }

    static float[] Flat(float[][] rows) => [.. rows.SelectMany(r => r)];

    static byte[] Text(string words) => Encoding.UTF8.GetBytes(words + '\0');

    static void Check(int code) => Assert.That(code, Is.Zero, code == 0 ? "" : Marshal.PtrToStringUTF8(LGBM_GetLastError()));

    public void Dispose()
    {
        Check(LGBM_BoosterFree(_booster));
        Check(LGBM_DatasetFree(_data));
    }

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    static extern int LGBM_DatasetCreateFromMat(float[] data, int kind, int rows, int columns, int isRowMajor, byte[] how, IntPtr like, out IntPtr made);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    static extern int LGBM_DatasetSetField(IntPtr data, byte[] name, float[] values, int count, int kind);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    static extern int LGBM_BoosterCreate(IntPtr data, byte[] how, out IntPtr made);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    static extern int LGBM_BoosterUpdateOneIter(IntPtr booster, out int isFinished);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    static extern int LGBM_BoosterSaveModelToString(IntPtr booster, int first, int count, int importance, long room, out long length, byte[] text);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    static extern int LGBM_BoosterPredictForMat(IntPtr booster, float[] data, int kind, int rows, int columns, int isRowMajor, int what, int first, int count, byte[] how, out long length, double[] told);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    static extern int LGBM_BoosterFree(IntPtr booster);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    static extern int LGBM_DatasetFree(IntPtr data);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    static extern IntPtr LGBM_GetLastError();
}
