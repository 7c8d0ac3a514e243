using Streaming.Simulation;

namespace Streaming.Trainer.Tests.Downloading;

/// <summary>A spectrum of the stand-in's survey.</summary>
/// <param name="Id">specObjID: the plate stands in its highest bits, so that some are beyond a signed integer.</param>
/// <param name="Plate">The plate, a place on the sky.</param>
/// <param name="Fiber">The fibre on it, from 1.</param>
/// <param name="IsSound">Whether all five magnitudes were measured.</param>
/// <param name="Line">What the service says of it.</param>
/// <param name="Photometry">What it says when it is asked for more.</param>
internal sealed record Spectrum(
    ulong Id, int Plate, int Fiber, bool IsSound, string Line, SurveyPhotometry Photometry)
{
    private const int Fibers = 100;
    private static readonly int[] Plates = [266, 1500, 3586, 7000, 9999, 12547];

    public static Spectrum Of(SimulatedObservation simulated, int index)
    {
        var (plate, fiber) = (PlateOf(index), index % Fibers + 1);
        var id = ((ulong)plate << 50) | ((ulong)fiber << 38) | 1024;
        var o = simulated.Observation;
        var text = FormattableString.Invariant(
            $"{1237645876861272100 + index},{o.Alpha},{o.Delta},{o.U},{o.G},{o.R},{o.I},{o.Z},{simulated.Class},");
        return new Spectrum(
            id,
            plate,
            fiber,
            index % 50 != 7,
            text + FormattableString.Invariant($"{o.Redshift},{id}"),
            new SurveyPhotometry(simulated, index));
    }

    /// <summary>What the service answers when it is asked for further columns.</summary>
    public string Answer(IEnumerable<string> further) => string.Join(',', [Line, .. further.Select(Photometry.Answer)]);

    private static int PlateOf(int index) => Plates[index / Fibers % Plates.Length] + index / Fibers / Plates.Length;
}
