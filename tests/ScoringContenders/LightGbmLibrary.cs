using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Streaming.ScoringContenders;

/// <summary>
/// As much of LightGBM's C API as scoring takes (https://lightgbm.readthedocs.io/en/stable/C-API.html).
/// </summary>
[SuppressMessage(
    "Globalization", "CA2101:Specify marshaling for P/Invoke string arguments", Justification = "UTF-8 is specified.")]
internal static class LightGbmLibrary
{
    /// <summary>C_API_DTYPE_FLOAT32.</summary>
    public const int Float32 = 0;

    /// <summary>C_API_PREDICT_NORMAL: probabilities.</summary>
    public const int Probabilities = 0;

    private const string Name = "lib_lightgbm";

    /// <exception cref="InvalidOperationException">The call of the library has failed.</exception>
    public static void Check(int result)
    {
        if (result != 0)
        {
            throw new InvalidOperationException("LightGBM: " + Marshal.PtrToStringUTF8(LastError()));
        }
    }

    [DllImport(Name, EntryPoint = "LGBM_BoosterLoadModelFromString")]
    public static extern int Load(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string text, out int iterations, out nint booster);

    [DllImport(Name, EntryPoint = "LGBM_BoosterPredictForMat")]
    public static extern int Predict(
        nint booster,
        float[] rows,
        int type,
        int count,
        int features,
        int isRowMajor,
        int kind,
        int firstIteration,
        int iterations,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string parameters,
        out long length,
        double[] answers);

    [DllImport(Name, EntryPoint = "LGBM_BoosterPredictForMatSingleRowFastInit")]
    public static extern int PrepareOne(
        nint booster,
        int kind,
        int firstIteration,
        int iterations,
        int type,
        int features,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string parameters,
        out nint prepared);

    [DllImport(Name, EntryPoint = "LGBM_BoosterPredictForMatSingleRowFast")]
    public static extern int PredictOne(nint prepared, float[] row, out long length, double[] answers);

    [DllImport(Name, EntryPoint = "LGBM_FastConfigFree")]
    public static extern int FreePrepared(nint prepared);

    [DllImport(Name, EntryPoint = "LGBM_BoosterFree")]
    public static extern int Free(nint booster);

    [DllImport(Name, EntryPoint = "LGBM_GetLastError")]
    private static extern nint LastError();
}
