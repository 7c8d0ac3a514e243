using Streaming.Worker.Access;
using Streaming.Worker.Classifying;
using Streaming.Worker.CommandLine;
using Streaming.Worker.Consuming;
using Streaming.Worker.Diagnosing;
using Streaming.Worker.Models;
using Xunit;

namespace Streaming.Worker.Tests.CommandLine;

public sealed class SettingsTests
{
    [Theory]
    [InlineData(typeof(BatchingOptions), BatchingOptions.SectionName)]
    [InlineData(typeof(ModelStoreOptions), ModelStoreOptions.SectionName)]
    [InlineData(typeof(InstanceOptions), InstanceOptions.SectionName)]
    [InlineData(typeof(ClassificationOptions), ClassificationOptions.SectionName)]
    [InlineData(typeof(HttpOptions), HttpOptions.SectionName)]
    [InlineData(typeof(AccessOptions), AccessOptions.SectionName)]
    [InlineData(typeof(BrokerOptions), BrokerOptions.SectionName)]
    public void Every_option_is_listed_in_the_help(Type options, string section)
    {
        var names = options.GetProperties()
            .Where(property => property.SetMethod is { IsStatic: false })
            .Select(property => $"{section}__{property.Name}");

        // What holds a value for each name of the user's choice is listed with placeholders for these.
        Assert.All(names, name => Assert.Contains(
            Settings.All,
            setting => setting.Name == name || setting.Name.StartsWith($"{name}__", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_setting_stands_in_the_reference()
    {
        var page = File.ReadAllText(
            Path.Combine(ShippedModel.StorePath, "..", "docs", "reference", "configuration.md"));

        Assert.All(Settings.All, setting => Assert.Contains($"`{setting.Name}`", page, StringComparison.Ordinal));
    }
}
