using System.Runtime.InteropServices;
using System.Text;

namespace Streaming.Trainer.Tests.Importing;

/// <summary>
/// LightGBM itself, through the C interface that its Python package uses too: it trains, saves its text format and
/// predicts from double-precision features.
/// </summary>
internal sealed class NativeLightGbm : IDisposable
{
    private const string Library = "lib_lightgbm";
    private const int Float32 = 0;
    private const int Float64 = 1;
    private readonly nint _data;
    private readonly nint _booster;

    private NativeLightGbm(nint data, nint booster) => (_data, _booster) = (data, booster);

    public static NativeLightGbm Train(
        IReadOnlyList<double[]> rows, float[] labels, string[] names, string settings, int rounds)
    {
        var parameters = $"verbosity=-1 num_threads=1 deterministic=true seed=14 min_data_in_leaf=5 {settings}";
        Check(LGBM_DatasetCreateFromMat(Flat(rows), Float64, rows.Count, names.Length, 1, parameters, 0, out var data));
        Check(LGBM_DatasetSetField(data, "label", labels, labels.Length, Float32));
        Check(LGBM_DatasetSetFeatureNames(data, names, names.Length));
        Check(LGBM_BoosterCreate(data, parameters, out var booster));
        for (var round = 0; round < rounds; round++)
        {
            Check(LGBM_BoosterUpdateOneIter(booster, out _));
        }

        return new NativeLightGbm(data, booster);
    }

    public string Text()
    {
        var buffer = new byte[1 << 22];
        Check(LGBM_BoosterSaveModelToString(_booster, 0, -1, 0, buffer.Length, out var length, buffer));
        Assert.InRange(length, 1, buffer.Length);
        return Encoding.UTF8.GetString(buffer, 0, (int)length - 1);
    }

    public IReadOnlyList<double[]> Predict(IReadOnlyList<double[]> rows)
    {
        var result = new double[rows.Count * 3];
        Check(LGBM_BoosterPredictForMat(
            _booster, Flat(rows), Float64, rows.Count, rows[0].Length, 1, 0, 0, -1, "num_threads=1", out _, result));
        return [.. result.Chunk(3)];
    }

    public void Dispose()
    {
        Check(LGBM_BoosterFree(_booster));
        Check(LGBM_DatasetFree(_data));
    }

    private static double[] Flat(IReadOnlyList<double[]> rows) => [.. rows.SelectMany(row => row)];

    private static void Check(int result) =>
        Assert.True(result == 0, result == 0 ? "" : Marshal.PtrToStringUTF8(LGBM_GetLastError()));

    [DllImport(Library)]
    private static extern nint LGBM_GetLastError();

    [DllImport(Library, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int LGBM_DatasetCreateFromMat(
        double[] data, int type, int rows, int columns, int rowMajor, string parameters, nint reference, out nint set);

    [DllImport(Library, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int LGBM_DatasetSetField(nint set, string name, float[] data, int count, int type);

    [DllImport(Library, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int LGBM_DatasetSetFeatureNames(nint set, string[] names, int count);

    [DllImport(Library)]
    private static extern int LGBM_DatasetFree(nint set);

    [DllImport(Library, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int LGBM_BoosterCreate(nint set, string parameters, out nint booster);

    [DllImport(Library)]
    private static extern int LGBM_BoosterUpdateOneIter(nint booster, out int isFinished);

    [DllImport(Library)]
    private static extern int LGBM_BoosterSaveModelToString(
        nint booster, int start, int rounds, int importance, long bufferLength, out long length, byte[] buffer);

    [DllImport(Library, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int LGBM_BoosterPredictForMat(
        nint booster, double[] data, int type, int rows, int columns, int rowMajor, int kind, int start, int rounds,
        string parameters, out long length, double[] result);

    [DllImport(Library)]
    private static extern int LGBM_BoosterFree(nint booster);
}
