using System.Text.RegularExpressions;
using Streaming.Documentation.Tests.Pages;
using Streaming.Documentation.Tests.Reference;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Documentation.Tests;

/// <summary>
/// The reference is what the programs and the schemas say now. With <c>UPDATE_REFERENCE=1</c> (<c>make reference</c>)
/// the pages are written instead.
/// </summary>
public sealed partial class ReferenceTests
{
    private static readonly bool IsUpdate = Environment.GetEnvironmentVariable("UPDATE_REFERENCE") == "1";

    // Made once: each program is asked by a process of its own.
    private static readonly Lazy<Task<string>> Configuration = new(ConfigurationPage.MakeAsync);

    [Fact]
    public async Task Commands_are_those_of_the_programs() =>
        await AssertPageAsync("commands", await CommandsPage.MakeAsync());

    [Fact]
    public async Task Settings_are_those_of_the_programs() =>
        await AssertPageAsync("configuration", await Configuration.Value);

    [Fact]
    public async Task Messages_are_those_of_the_schemas()
    {
        Assert.Equal(MessagesPage.WithSchema().Order(), MessagesPage.OnPage().Order());
        await AssertPageAsync("messages", MessagesPage.Make());
    }

    [Fact]
    public async Task Surveys_are_those_of_the_profiles() => await AssertPageAsync("surveys", SurveysPage.Make());

    [Fact]
    public async Task Every_setting_that_a_page_or_a_program_names_stands_in_the_reference()
    {
        var reference = await Configuration.Value;
        var sources = Directory.EnumerateFiles(
            Path.Combine(Checkout.Root, "src"), "*.cs", SearchOption.AllDirectories);
        var texts = Page.All().Select(page => (page.Path, Text: string.Join('\n', page.Lines)))
            .Concat(sources.Select(source => (Path: source, Text: File.ReadAllText(source))))
            .ToList();

        var unknown = texts.SelectMany(text => Setting().Matches(text.Text)
            .Select(setting => setting.Value)
            .Where(setting => !reference.Contains($"`{setting}`", StringComparison.Ordinal))
            .Select(setting => $"{text.Path}: {setting}"));

        Assert.Empty(unknown);
    }

    private static async Task AssertPageAsync(string name, string made)
    {
        var file = Path.Combine(Checkout.Root, "docs", "reference", $"{name}.md");
        if (IsUpdate)
        {
            await File.WriteAllTextAsync(file, made, TestContext.Current.CancellationToken);
        }

        var committed = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.True(made == committed, $"docs/reference/{name}.md is not what is made now: run `make reference`");
    }

    [GeneratedRegex(@"\b(?:ConnectionStrings|ModelStore|Batching|Events|Instance|Labels)__\w+")]
    private static partial Regex Setting();
}
