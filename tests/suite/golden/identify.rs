//! The question without addressing, and its answers.

use cimwire::names::{NamespaceId, ns};
use cimwire::schema::uris;
use cimwire::wsman::identity::{IdentifyResponse, InitiativeSupport, SecurityProfiles};
use cimwire::wsman::request::Identify;

use super::pieces::{Built, answer, xml};

pub(super) const IDENTIFY: &[Built] = &[
    ("identify", |_| Identify::new().encode()),
    ("identify-response", |version| {
        let versions = vec![ns::WSMAN.uri().unwrap_or_default().into()];
        let response = IdentifyResponse { protocol_version: versions, ..product() };
        answer(version, "identify/identify", response)
    }),
    ("identify-response.all", |version| {
        let initiative = |name: &'static str, version: &'static str| InitiativeSupport {
            initiative_name: Some(name.into()),
            initiative_version: Some(version.into()),
            ..InitiativeSupport::default()
        };
        let profiles = [uris::profile::HTTPS_BASIC, uris::profile::HTTPS_MUTUAL];
        let profiles = SecurityProfiles {
            security_profile_name: profiles.map(Into::into).into(),
            ..SecurityProfiles::default()
        };
        let uris = |namespaces: [NamespaceId; 2]| {
            namespaces.map(|it| it.uri().unwrap_or_default().into()).into()
        };
        let mut response = IdentifyResponse {
            protocol_version: uris([ns::WSMAN, ns::WSMAN_2005_06]),
            initiative_support: vec![initiative("DASH", "1.3.0"), initiative("SMASH", "2.0.0")],
            security_profiles: Some(profiles),
            addressing_version_uri: uris([ns::ADDRESSING, ns::ADDRESSING_2005]),
            ..product()
        };
        let cimbinding = ns::CIMBINDING.uri().unwrap_or_default();
        for capability in ["FaultIncludesCIMError", "ClassMetadataPathType_EPR"] {
            let capability = xml(format!("<b:Capability_{capability} xmlns:b=\"{cimbinding}\"/>"))?;
            response.rest.elements.push(capability.into());
        }
        answer(version, "identify/identify", response)
    }),
    ("identify-response.undisclosed", |version| {
        let versions = vec![uris::identify::NO_ANONYMOUS_DISCLOSURE.into()];
        let response =
            IdentifyResponse { protocol_version: versions, ..IdentifyResponse::default() };
        answer(version, "identify/identify", response)
    }),
];

fn product() -> IdentifyResponse<'static> {
    IdentifyResponse {
        product_vendor: Some("Example Corp.".into()),
        product_version: Some("3.1.4".into()),
        ..IdentifyResponse::default()
    }
}
