using Streaming.Catalogues.Observations;
using Streaming.Catalogues.Profiles;

namespace Streaming.Catalogues.Tests;

public sealed class ColumnTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("objid,ra,dec,modelMag_u,modelMag_g,modelMag_r,modelMag_i,modelMag_z,z,class", "sdss", "u g r i z redshift")]
    [InlineData("u,g,r,i,z,psfMag_u,psfMag_g,psfMag_r,psfMag_i,psfMag_z,spec_z,class", "sdss", "u g r i z redshift")]
    [InlineData("dered_u,dered_g,dered_r,class", "sdss", "u g r")]
    [InlineData("psfMag_u,psfMag_g,psfMag_r,psfMag_i,psfMag_z,class", "sdss", "u g r i z")]
    [InlineData("raMean,decMean,gMeanPSFMag,rMeanPSFMag,iMeanPSFMag,zMeanPSFMag,yMeanPSFMag,class", "panstarrs1", "g r i z")]
    [InlineData("coord_ra,coord_dec,u_psfFlux,u_psfMag,g_psfMag,r_psfMag,class", "lsst", "u g r")]
    [InlineData("RA,DEC,FLUX_G,FLUX_R,FLUX_Z,FLUX_W1,class", "legacy", "g r z")]
    [InlineData("raj2000,dej2000,u_psf,v_psf,g_psf,r_psf,i_psf,z_psf,class", "skymapper", "u g r i z")]
    [InlineData("COADD_OBJECT_ID,RA,DEC,MAG_AUTO_G,MAG_AUTO_R,MAG_AUTO_I,MAG_AUTO_Z,WAVG_MAG_PSF_G,class", "des", "g r i z")]
    public void A_survey_is_told_by_its_columns(string header, string profile, string inputs)
    {
        using var catalogue = Open(header);

        Assert.Equal(profile, catalogue.Columns.Profile.Name);
        Assert.Equal(
            inputs.Split(' '),
            catalogue.Columns.Numbers.Select(column => column.Role).Except(["alpha", "delta"]));
    }

    [Fact]
    public void A_measurement_by_the_files_own_word_is_no_band_and_taken_as_it_is()
    {
        var path = _folder.Write(
            "t.jsonl", """{"u":20,"g":19,"r":18,"measurements":{"modelMag_u":21,"w1mpro":15,"redshift":1,"mine":2}}""");
        using var catalogue = Catalogue.Open(path, new CatalogueRequest { Measurements = null }, kept: null);

        Assert.Equal(
            [("u", 0.0), ("g", 0.0), ("r", 0.0), ("modelMag_u", 0.0), ("w1mpro", 0.0), ("mine", 0.0)],
            catalogue.Columns.Numbers.Select(column => (column.Role, column.Offset)));
    }

    [Theory]
    [InlineData("u,g,r,i,z,modelMag_u,class", "u and modelMag_u could both be the u band: --map u=u or --map u=modelMag_u")]
    [InlineData(
        "u,g,r,modelMag_u,modelMag_g,modelMag_r,class",
        "u and modelMag_u could both be the u band: --map BAND=BAND or --map BAND=modelMag_BAND decides")]
    [InlineData(
        "u,g,r,i,zmag,z,class",
        "z and zmag could both be the z band, and z the redshift: --map z=z or --map z=zmag,redshift=z decides")]
    [InlineData("u,g,r,i,modelMag_z,z,spec_z,class", "z and modelMag_z could both be the z band: --map z=z or")]
    [InlineData("u,u,g,r,class", "the column u stands twice")]
    [InlineData("u,g,r,redshift,spec_z,class", "redshift and spec_z could both be the redshift: --map redshift=redshift or")]
    [InlineData("u,g,r,class,label", "class and label could both be the class: --map class=class or --map class=label")]
    [InlineData("ra,alpha,u,g,r,class", "alpha and ra could both be the alpha")]
    [InlineData("u,g,r,gMeanPSFMag,rMeanPSFMag,iMeanPSFMag,class", "could be panstarrs1 (gMeanPSFMag, rMeanPSFMag, iMeanPSFMag) or sdss (u, g, r): --profile")]
    [InlineData("u_psfMag,g_psfMag,r_psfMag,u_cModelMag,g_cModelMag,r_cModelMag,class", "--map BAND=BAND_psfMag or")]
    [InlineData("psfMag_u,psfMag_g,psfMag_r,petroMag_u,petroMag_g,petroMag_r,class", "--map BAND=psfMag_BAND or")]
    [InlineData("u,g,class", "no column 'r', nor one of another name for it; of the bands it has u g, at least 3")]
    [InlineData("phot_g_mean_mag,phot_bp_mean_mag,phot_rp_mean_mag,class", "of the bands it has none")]
    [InlineData("u,g,r", "no column 'class' (accepted: class, label)")]
    public void What_could_be_two_things_is_never_chosen_between(string header, string why)
    {
        var fault = Assert.Throws<CatalogueException>(() => Open(header));

        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("u,g,r,i,zmag,z,class", "z=zmag,redshift=z", "u=u g=g r=r i=i z=zmag redshift=z")]
    [InlineData("u,g,r,i,zmag,z,class", "z=z", "u=u g=g r=r i=i z=z")]
    [InlineData("u,g,r,modelMag_u,modelMag_g,modelMag_r,class", "BAND=modelMag_BAND", "u=modelMag_u g=modelMag_g r=modelMag_r")]
    [InlineData("a,b,c,z_sp,class", "u=a,g=b,r=c,redshift=z_sp", "u=a g=b r=c redshift=z_sp")]
    [InlineData("u,g,r,redshift,class", "redshift=", "u=u g=g r=r")]
    [InlineData("U,u,g,r,class", "u=u", "u=u g=g r=r")]
    public void The_map_decides_over_all(string header, string map, string inputs)
    {
        using var catalogue = Open(header, request => request with { Map = ColumnMap.Parse(map) });

        Assert.Equal(
            inputs,
            string.Join(' ', catalogue.Columns.Numbers.Select(
                column => $"{column.Role}={catalogue.TableColumns[column.Place].Name}")));
    }

    [Theory]
    [InlineData("u", "'u' is not of the form NAME=COLUMN")]
    [InlineData("u=a,u=b", "u is given two columns")]
    [InlineData("u=nothing", "no column 'nothing'; there are u, g, r, class")]
    public void A_map_that_means_nothing_is_refused(string map, string why) => Assert.Contains(
        why,
        Assert.Throws<CatalogueException>(
            () => Open("u,g,r,class", request => request with { Map = ColumnMap.Parse(map) })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_profile_of_the_users_is_a_file()
    {
        var profile = SurveyProfiles.Find(_folder.Write(
            "mine.json",
            """
            { "name": "mine", "title": "My survey", "columns": { "redshift": ["zz"] },
              "bands": [ { "column": "m_BAND", "kind": "flux", "unit": "uJy" } ] }
            """));

        using var catalogue = Open("m_u,m_g,m_r,zz,class", request => request with { Profile = profile });

        var block = Assert.Single(catalogue.Blocks(TestContext.Current.CancellationToken));
        Assert.Equal(23.9, block.Numbers("u")![0], 12);
        Assert.Equal(1, block.Numbers("redshift")![0]);
        Assert.Contains(
            "there are 2mass, des", Assert.Throws<CatalogueException>(() => SurveyProfiles.Find("euclid")).Message,
            StringComparison.Ordinal);
    }

    private Catalogue Open(string header, Func<CatalogueRequest, CatalogueRequest>? change = null)
    {
        var row = string.Join(',', header.Split(',').Select(name => name is "class" or "label" ? "STAR" : "1"));
        var request = new CatalogueRequest { Class = ClassUse.Required };
        return Catalogue.Open(
            _folder.Write("t.csv", $"{header}\n{row}\n"), change?.Invoke(request) ?? request, kept: null);
    }
}
