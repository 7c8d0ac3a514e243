using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Worker.Sky;
using Xunit;

namespace Streaming.Worker.Tests.Sky;

public sealed class SkyModelTests
{
    private static readonly ModelManifest Shipped = ShippedModel.Snapshot.Manifest;

    [Fact]
    public void Figures_are_those_of_the_fullest_ensemble_of_each_kind()
    {
        var model = SkyModel.From(Of(
            ("u g r i z redshift", 0.98), ("g r i z redshift", 0.97), ("u g r i z", 0.85), ("g r i z", 0.83)));

        Assert.Equal(4, model.InputSets);
        Assert.Equal(["u", "g", "r", "i", "z", "redshift"], model.Fullest);
        Assert.Equal(["u", "g", "r", "i", "z", "redshift"], model.Spectroscopic!.Inputs);
        Assert.Equal(0.98, model.Spectroscopic.MacroF1);
        Assert.Equal(["u", "g", "r", "i", "z"], model.Photometric!.Inputs);
        Assert.Equal(0.85, model.Photometric.MacroF1);
    }

    [Fact]
    public void A_model_of_the_former_layout_answers_one_set_and_has_no_figures_without_a_redshift()
    {
        var model = SkyModel.From(Of(("u g r i z redshift", 0.98)));

        Assert.Equal(1, model.InputSets);
        Assert.Equal(0.98, model.Spectroscopic!.MacroF1);
        Assert.Null(model.Photometric);
    }

    [Fact]
    public void A_model_for_photometry_alone_has_no_figures_with_a_redshift()
    {
        var model = SkyModel.From(Of(("g r i", 0.8)));

        Assert.Null(model.Spectroscopic);
        Assert.Equal(0.8, model.Photometric!.MacroF1);
    }

    [Fact]
    public void A_model_that_was_never_measured_has_no_figures()
    {
        var imported = Shipped with { Ensembles = [Shipped.Fullest() with { HoldOut = null }] };

        Assert.Null(SkyModel.From(imported).Spectroscopic);
    }

    [Fact]
    public void What_the_bands_of_its_training_held_is_said_where_it_was_written_down()
    {
        var described = Shipped with
        {
            Data = Shipped.Data! with
            {
                Photometry =
                [
                    new PhotometryDescription(
                        "SDSS", "model magnitude", "mag", "u = modelMag_u",
                        IsDereddened: false, CorrectedBy: null, Said: null),
                    new PhotometryDescription(
                        null, "flux", "nJy", "u = u_f",
                        IsDereddened: true, CorrectedBy: "ebv", Said: "--map u=u_f:nJy"),
                ],
            },
        };

        Assert.Equal(
            [
                "model magnitudes of SDSS, AB, not corrected for extinction",
                "fluxes, nJy made AB, corrected for extinction by ebv",
            ],
            SkyModel.From(described).Photometry);
        Assert.Empty(SkyModel.From(Shipped with { Data = null }).Photometry);
    }

    private static ModelManifest Of(params (string Inputs, double MacroF1)[] ensembles) => Shipped with
    {
        Ensembles =
        [
            .. ensembles.Select(one => Shipped.Fullest() with
            {
                Inputs = InputSet.Of(one.Inputs.Split(' ')).Names,
                HoldOut = Shipped.Fullest().HoldOut! with { MacroF1 = one.MacroF1 },
            }),
        ],
    };
}
