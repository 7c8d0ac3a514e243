using System.ComponentModel.DataAnnotations;
using Streaming.Classification.Observations;
using Streaming.Contracts;

namespace Streaming.Classification.Tests.Observations;

public sealed class ObservationValidatorTests
{
    private static ObservationReceived Good => new()
    {
        ObservationId = "o-1",
        ObservedAt = new DateTimeOffset(2026, 1, 15, 20, 0, 0, TimeSpan.Zero),
        Alpha = 135.7,
        Delta = 32.5,
        U = 23.9,
        G = 22.3,
        R = 20.4,
        I = 19.2,
        Z = 18.8,
        Redshift = 0.63,
    };

    [Fact]
    public void A_sound_observation_has_no_fault() => Assert.Empty(ObservationValidator.Validate(Good, []));

    [Theory]
    [InlineData("observationId")]
    [InlineData("observedAt")]
    [InlineData("alpha")]
    [InlineData("delta")]
    public void A_missing_field_is_named(string field)
    {
        var reason = Assert.Single(ObservationValidator.Validate(Without(field), []));

        Assert.Equal((RejectionCode.Missing, field), (reason.Code, reason.Field));
        Assert.Null(reason.Value);
    }

    [Theory]
    [InlineData("u")]
    [InlineData("g")]
    [InlineData("r")]
    [InlineData("i")]
    [InlineData("z")]
    [InlineData("redshift")]
    public void What_may_not_be_measured_may_be_absent_or_one_of_the_surveys_marks(string field)
    {
        Assert.Empty(ObservationValidator.Validate(Without(field), []));
        Assert.All(
            NotMeasured.Marks, mark => Assert.Empty(ObservationValidator.Validate(With(field, mark), [])));
    }

    [Theory]
    [InlineData("alpha", -9999, "-9999")]
    [InlineData("alpha", -999, "-999")]
    [InlineData("alpha", -99, "-99")]
    [InlineData("alpha", 999, "999")]
    [InlineData("alpha", 9999, "9999")]
    [InlineData("delta", -9999, "-9999")]
    [InlineData("delta", 99, "99")]
    public void A_position_that_is_a_mark_is_told_from_a_value_out_of_range(string field, double value, string text)
    {
        var reason = Assert.Single(ObservationValidator.Validate(With(field, value), []));

        Assert.Equal((RejectionCode.Sentinel, field, text), (reason.Code, reason.Field, reason.Value));
    }

    [Fact]
    public void A_right_ascension_of_99_degrees_is_a_place() =>
        Assert.Empty(ObservationValidator.Validate(With("alpha", 99), []));

    [Theory]
    [InlineData("u g r", true)]
    [InlineData("r i z", true)]
    [InlineData("u r z", true)]
    [InlineData("g r", false)]
    [InlineData("z", false)]
    public void Three_bands_are_enough(string bands, bool enough)
    {
        var measured = bands.Split(' ');
        var observation = Keeping(measured, null);

        var reasons = ObservationValidator.Validate(observation, []);

        Assert.Equal(enough, reasons.Count == 0);
        Assert.Equal(reasons, ObservationValidator.Validate(Keeping(measured, 99), []));
        if (!enough)
        {
            Assert.Equal(
                (RejectionCode.TooFewBands, null, bands), (reasons[0].Code, reasons[0].Field, reasons[0].Value));
        }
    }

    [Fact]
    public void Too_few_bands_are_told_with_those_that_are_measured()
    {
        var two = Assert.Single(ObservationValidator.Validate(Keeping(["g", "r"], -9999), []));
        var none = Assert.Single(ObservationValidator.Validate(Keeping([], null), []));

        Assert.Equal("only g r of the bands are measured, at least 3 are needed", two.Message);
        Assert.Equal("no band is measured, at least 3 are needed", none.Message);
        Assert.Equal("", none.Value);
    }

    [Fact]
    public void A_band_at_fault_was_measured_and_is_told_as_what_it_is()
    {
        var two = Keeping(["g", "r"], null);
        var unreadable = Reason.WrongType("i", "\"faint\"", "a number");

        var outside = ObservationValidator.Validate(two with { I = 41 }, []);
        var unread = ObservationValidator.Validate(two, [unreadable]);
        var both = ObservationValidator.Validate(two with { R = null, U = -6 }, [unreadable]);

        Assert.Equal((RejectionCode.OutOfRange, "i"), (Assert.Single(outside).Code, outside[0].Field));
        Assert.Equal([unreadable], unread);
        Assert.Equal([RejectionCode.WrongType, RejectionCode.OutOfRange], both.Select(reason => reason.Code));
    }

    [Fact]
    public void A_band_at_fault_does_not_make_two_of_one()
    {
        var reasons = ObservationValidator.Validate(Keeping(["g"], null) with { I = 41 }, []);

        Assert.Equal([RejectionCode.OutOfRange, RejectionCode.TooFewBands], reasons.Select(reason => reason.Code));
        Assert.Equal("g i", reasons[1].Value);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_is_not_finite_is_a_fault(double value)
    {
        var reason = Assert.Single(ObservationValidator.Validate(With("redshift", value), []));

        Assert.Equal((RejectionCode.NotFinite, "redshift"), (reason.Code, reason.Field));
    }

    [Theory]
    [InlineData("alpha", 0, true)]
    [InlineData("alpha", -0.0000001, false)]
    [InlineData("alpha", 359.9999999, true)]
    [InlineData("alpha", 360, false)]
    [InlineData("delta", -90, true)]
    [InlineData("delta", -90.0000001, false)]
    [InlineData("delta", 90, true)]
    [InlineData("delta", 90.0000001, false)]
    [InlineData("u", -5, true)]
    [InlineData("g", -5.0000001, false)]
    [InlineData("r", 40, true)]
    [InlineData("i", 40.0000001, false)]
    [InlineData("z", 40.0000001, false)]
    [InlineData("redshift", -0.1, true)]
    [InlineData("redshift", -0.1000001, false)]
    [InlineData("redshift", 12, true)]
    [InlineData("redshift", 12.0000001, false)]
    public void A_range_includes_its_ends_and_right_ascension_ends_before_360(string field, double value, bool allowed)
    {
        var reasons = ObservationValidator.Validate(With(field, value), []);

        if (allowed)
        {
            Assert.Empty(reasons);
        }
        else
        {
            Assert.Equal((RejectionCode.OutOfRange, field), (Assert.Single(reasons).Code, reasons[0].Field));
        }
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void An_id_has_1_to_128_characters(int length, bool allowed)
    {
        var reasons = ObservationValidator.Validate(Good with { ObservationId = new string('x', length) }, []);

        Assert.Equal(allowed, reasons.Count == 0);
    }

    [Fact]
    public void Every_fault_is_reported_at_once()
    {
        var reasons = ObservationValidator.Validate(
            new ObservationReceived { Alpha = 400, Delta = -9999, U = double.NaN, G = 20, Redshift = -1 }, []);

        Assert.Equal(
            ["observationId", "observedAt", "alpha", "delta", "u", null, "redshift"],
            reasons.Select(reason => reason.Field));
        Assert.Equal(
            [
                RejectionCode.Missing, RejectionCode.Missing, RejectionCode.OutOfRange, RejectionCode.Sentinel,
                RejectionCode.NotFinite, RejectionCode.TooFewBands, RejectionCode.OutOfRange,
            ],
            reasons.Select(reason => reason.Code));
    }

    [Fact]
    public void A_field_that_could_not_be_read_is_not_reported_as_missing_too()
    {
        var unreadable = Reason.WrongType("alpha", "\"east\"", "a number");

        var reasons = ObservationValidator.Validate(Without("alpha"), [unreadable]);

        Assert.Equal([unreadable], reasons);
    }

    [Theory]
    [InlineData("alpha")]
    [InlineData("delta")]
    [InlineData("u")]
    [InlineData("g")]
    [InlineData("r")]
    [InlineData("i")]
    [InlineData("z")]
    [InlineData("redshift")]
    public void The_attributes_of_the_contract_take_the_numbers_that_validation_takes(string field)
    {
        double[] values = [-90.1, -90, -5.1, -5, -0.11, -0.1, 0, 12, 12.1, 40, 40.1, 90, 90.1, 359.9, 360];

        Assert.All(values, value => AssertAlike(With(field, value)));
        AssertAlike(Without(field));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(128)]
    [InlineData(129)]
    public void The_attributes_of_the_contract_take_the_ids_that_validation_takes(int length) =>
        AssertAlike(Good with { ObservationId = new string('o', length) });

    // The observation with the other bands as given: absent or a mark.
    private static ObservationReceived Keeping(string[] bands, double? other)
    {
        double? Kept(string band, double value) => bands.Contains(band) ? value : other;

        return Good with
        {
            U = Kept("u", 23.9),
            G = Kept("g", 22.3),
            R = Kept("r", 20.4),
            I = Kept("i", 19.2),
            Z = Kept("z", 18.8),
        };
    }

    private static void AssertAlike(ObservationReceived observation) => Assert.Equal(
        ObservationValidator.Validate(observation, []).Count == 0,
        Validator.TryValidateObject(
            observation, new ValidationContext(observation), validationResults: null, validateAllProperties: true));

    private static ObservationReceived Without(string field) => field switch
    {
        "observationId" => Good with { ObservationId = null },
        "observedAt" => Good with { ObservedAt = null },
        _ => With(field, null),
    };

    private static ObservationReceived With(string field, double? value) => field switch
    {
        "alpha" => Good with { Alpha = value },
        "delta" => Good with { Delta = value },
        "u" => Good with { U = value },
        "g" => Good with { G = value },
        "r" => Good with { R = value },
        "i" => Good with { I = value },
        "z" => Good with { Z = value },
        _ => Good with { Redshift = value },
    };
}
