//! Why a request failed.

use cimwire_facade as facade;
use napi_derive::napi;

use crate::document::place;

#[napi(object, object_from_js = false)]
pub struct Fault {
    pub code: Option<String>,
    pub subcode: Option<String>,
    pub short_subcode: Option<String>,
    pub reasons: Vec<Reason>,
    pub detail_code: Option<String>,
    pub meaning: Option<String>,
    pub cim_errors: Vec<CimError>,
    pub windows: Option<WindowsFault>,
    pub detail: Option<u32>,
}

#[napi(object, object_from_js = false)]
pub struct Reason {
    pub language: String,
    pub text: String,
}

/// An error of CIM in the detail of a fault.
#[napi(object, object_from_js = false)]
pub struct CimError {
    pub class_name: String,
    pub status: Option<u32>,
    pub status_name: Option<String>,
    pub message: Option<String>,
    pub message_id: Option<String>,
    pub owning_entity: Option<String>,
    pub place: u32,
}

/// What Windows says of a fault.
#[napi(object, object_from_js = false)]
pub struct WindowsFault {
    pub code: Option<u32>,
    pub machine: Option<String>,
    pub message: String,
    pub providers: Vec<ProviderFault>,
    pub place: u32,
}

/// What a provider of Windows says of a fault.
#[napi(object, object_from_js = false)]
pub struct ProviderFault {
    pub provider: Option<String>,
    pub path: Option<String>,
    pub message: String,
    pub extended_status: Option<u32>,
    pub place: u32,
}

impl From<facade::Fault> for Fault {
    fn from(fault: facade::Fault) -> Self {
        let reason = |it: facade::Reason| Reason { language: it.language, text: it.text };
        Self {
            code: fault.code,
            subcode: fault.subcode,
            short_subcode: fault.short_subcode,
            reasons: fault.reasons.into_iter().map(reason).collect(),
            detail_code: fault.detail_code,
            meaning: fault.meaning,
            cim_errors: fault.cim_errors.into_iter().map(CimError::from).collect(),
            windows: fault.windows.map(WindowsFault::from),
            detail: fault.detail.as_ref().map(place),
        }
    }
}

impl From<facade::CimError> for CimError {
    fn from(error: facade::CimError) -> Self {
        Self {
            class_name: error.class,
            status: error.status,
            status_name: error.status_name.map(str::to_owned),
            message: error.message,
            message_id: error.message_id,
            owning_entity: error.owning_entity,
            place: place(&error.view),
        }
    }
}

impl From<facade::WindowsFault> for WindowsFault {
    fn from(fault: facade::WindowsFault) -> Self {
        Self {
            code: fault.code,
            machine: fault.machine,
            message: fault.message,
            providers: fault.providers.into_iter().map(ProviderFault::from).collect(),
            place: place(&fault.view),
        }
    }
}

impl From<facade::ProviderFault> for ProviderFault {
    fn from(fault: facade::ProviderFault) -> Self {
        Self {
            provider: fault.provider,
            path: fault.path,
            message: fault.message,
            extended_status: fault.extended_status.as_ref().map(place),
            place: place(&fault.view),
        }
    }
}
